/** What more than one dataset counts in. */
export const months = { sv: 'månader', en: 'months' };
export const people = { sv: 'invånare', en: 'inhabitants' };
