/** May be created, changed and deleted; versioned. */
export const both = { creatable: true, updatable: true, deletable: true, versioned: true } as const;
/** Is only read; versioned. */
export const readOnly = { versioned: true } as const;
/** When a row was changed last. */
export const changed = 'lastModifiedDateTime instant ro';
