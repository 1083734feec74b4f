/** The ERPs that the demo can run on, by the id of their connector. Apart from what starts them, so that the command line need not load it. */
export const demoErpIds = ['sap-s4', 'sap-b1', 'oracle-fusion', 'd365-fo', 'd365-bc', 'tally', 'file'] as const;
/** One of them. */
export type DemoErpId = (typeof demoErpIds)[number];
