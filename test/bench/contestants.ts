import {fileURLToPath} from 'node:url';
import {findProgram} from '../../source/terminal/find-program.ts';
import {type Fleet, flydeck} from './fleet.ts';
import type {Program} from './watched-terminal.ts';

/** Who is measured: how it is run, and what its screen shows when it is there and when it has what is to be shown. */
export type Contestant = {
	readonly name: string;
	readonly program: Program;
	readonly frame: RegExp;
	readonly data: RegExp;
	/** The machines that it shows; undefined for programs that show other things. */
	readonly machines: number | undefined;
	readonly down: string;
	readonly up: string;
	/** Whether a line has a cursor, which it draws as `>` at the left where it is ours. */
	readonly hasCursor: boolean;
};

export const sizes = ['80x24', '120x40'] as const;

export type Size = (typeof sizes)[number];

const sizeOf = (size: Size): {readonly columns: number; readonly rows: number} => {
	const [columns = 0, rows = 0] = size.split('x').map(Number);
	return {columns, rows};
};

const beside = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

const keys = {down: 'j', up: 'k', hasCursor: true};

/** flydeck at a local API that has a process of its own; `interval` is the time between two reads of the list, `env` what it is given besides. */
export const flydeckAt = (
	fleet: Fleet,
	size: Size,
	interval: string | undefined,
	env: Readonly<Record<string, string>> = {},
): Contestant => ({
	...keys,
	name: `flydeck ${fleet.machines} ${size}`,
	program: {
		command: [process.execPath, flydeck, '--no-journal', '--app', 'fleet', ...(interval === undefined ? [] : ['--interval', interval])],
		env: {...fleet.env, ...env},
		...sizeOf(size),
	},
	frame: /filter/,
	data: /\d up\b/,
	machines: fleet.machines,
});

export const rawAnsi = (size: Size): Contestant => ({
	...keys,
	name: `raw ANSI 1000 ${size}`,
	program: {command: [process.execPath, beside('raw-table.ts'), '1000'], ...sizeOf(size)},
	frame: /filter/,
	data: /live/,
	machines: 1000,
});

export const plainInk = (size: Size): Contestant => ({
	...rawAnsi(size),
	name: `plain Ink 1000 ${size}`,
	program: {command: [process.execPath, beside('plain-ink.ts'), '1000'], env: {NODE_ENV: 'production'}, ...sizeOf(size)},
});

const others = [
	// Peers have the keypad of the terminal in application mode.
	{name: 'htop', args: [], pattern: /Load average/, down: '\u001BOB', up: '\u001BOA', hasCursor: true},
	{name: 'btop', args: [], pattern: /cpu/i, down: '\u001BOB', up: '\u001BOA', hasCursor: true},
	{name: 'less', args: [beside('../../package-lock.json')], pattern: /lockfileVersion/, down: 'j', up: 'k', hasCursor: false},
] as const;

/** Programs of others; undefined stands for one that is not installed. */
export const peers = (size: Size): readonly {readonly name: string; readonly contestant: Contestant | undefined}[] =>
	others.map(({name, args, pattern, ...rest}) => {
		const path = findProgram([name], process.env.PATH);
		const named = `${name} ${size}`;
		const contestant = {
			...rest,
			name: named,
			program: {command: [path ?? name, ...args] as const, ...sizeOf(size)},
			frame: pattern,
			data: pattern,
			machines: undefined,
		};
		return {name: named, contestant: path === undefined ? undefined : contestant};
	});
