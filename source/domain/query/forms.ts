/** How the terms of a filter are written, whatever they are about. All of them have to hold. */
export const filterForms: readonly {readonly form: string; readonly meaning: string}[] = [
	{form: 'meta.KEY:', meaning: 'a value of its metadata; the same as metadata.KEY:'},
	{form: 'web', meaning: 'the text in id, name, app, state, region, group, image or why, in any case; after an act: a whole id or name'},
	{form: '"two words"', meaning: 'the same, with spaces and colons in it'},
	{form: 'region:fra,ams', meaning: 'one of several whole values, in any case'},
	{form: 'name:web-*', meaning: 'any text where the * is'},
	{form: 'lease:none', meaning: 'that there is no value'},
	{form: 'age:>2h', meaning: 'more, or >=, <, <=: for numbers, times and memory'},
	{form: 'image:~v41', meaning: 'these letters in this order in the value'},
	{form: '~wb1', meaning: 'these letters in this order in one of those, but for why'},
	{form: '/^web-\\d$/', meaning: 'a regular expression'},
	{form: '-state:started', meaning: 'what does not fit the term; !state:started is the same'},
];
