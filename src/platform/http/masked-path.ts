/** Signed tokens of links: 22 and 43 characters of base64url, with a dot between them. Cut or lengthened ones count too. */
const secret = /[\w-]{20,}(?:\.|%2e)[\w-]{20,}/gi;

/** The path as it may be logged: signed tokens in it are hidden. */
export const maskedPath = (path: string): string => path.replace(secret, '***');
