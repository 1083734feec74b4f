/** SAP pads numeric keys with zeros in some services and not in others: the form in which two of them can be compared. */
export const unpadded = (key: string): string => (/^\d+$/.test(key) ? key.replace(/^0+(?=\d)/, '') : key.toUpperCase());
