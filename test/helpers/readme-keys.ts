import {commands} from '../../source/commands/table.ts';

const start = '<!-- keys: made from the command table; a test compares them -->\n';
const end = '<!-- /keys -->';

const escaped = (key: string): string => `\`${key}\``;

/** The table of keys as the readme has it, from the command table. */
export const keyTable = (): string => {
	const rows = commands.map(({keys, title}) => `| ${keys.map(escaped).join(' ')} | ${title} |`);
	return ['| key | does |', '|---|---|', ...rows, ''].join('\n');
};

/** The readme's text before, in and after its table of keys. */
export const readmeParts = (readme: string): readonly [string, string, string] => {
	const from = readme.indexOf(start) + start.length;
	const to = readme.indexOf(end);
	return [readme.slice(0, from), readme.slice(from, to), readme.slice(to)];
};
