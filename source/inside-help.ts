import type {ActHelp} from './help-text.ts';

/** What is told of the sub-commands that look inside of machines. */
export const insideHelp: Readonly<Record<'logs' | 'metadata', ActHelp>> = {
	logs: {
		does: 'Prints what machines wrote: the newest lines, those since a time, or as they\ncome. Each line comes after the name of its machine, where there are several.',
		rules: 'It only reads. ctrl-c ends it, and so does a reader that leaves, as head does.',
		isReadOnly: true,
		options: [
			'--follow               go on as lines come',
			'--since TIME           how far back, such as 90s, 15m, 1h or 2d',
			'--filter QUERY         only lines that fit: words, "two words", /pattern/,',
			'                       !TERM, level: region: machine: provider:',
		],
		example: 'logs app:web --since 1h --filter /error|panic/',
	},
	metadata: {
		does: `Shows, sets or deletes the metadata of machines: the first word is show, set or
delete. After set come pairs KEY=VALUE, after delete keys, and before them the
machines as one word: 'app:web state:started' or id:a,b. Values that look like
secrets are masked. Keys of the platform are left alone.`,
		usage: '[KEY[=VALUE] ...]',
		options: ['--parallel NUMBER      so many machines at once; the first failure ends it [1]'],
		example: 'metadata set web-1 role=primary',
	},
};
