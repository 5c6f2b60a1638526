/** What the API takes for the name of a machine, and the same in words. */
export const machineName = {pattern: /^[A-Za-z\d][\w-]{0,62}$/, words: 'letters, digits and dashes, 63 at most'};
