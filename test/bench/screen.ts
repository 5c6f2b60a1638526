import {fileURLToPath} from 'node:url';
import {findProgram} from '../../source/terminal/find-program.ts';
import {startFleet} from './fleet.ts';
import {type Figure, figureOf} from './measure.ts';
import {type Program, type WatchedTerminal, watchTerminal} from './watched-terminal.ts';

const flydeck = fileURLToPath(new URL('../../dist/flydeck.js', import.meta.url));
const beside = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

/** Keys that are pressed again and again, in turn. */
const gestures: readonly {readonly name: string; readonly keys: readonly string[]; readonly presses: number}[] = [
	{name: 'move', keys: ['j', 'k'], presses: 100},
	{name: 'scroll', keys: ['j'], presses: 100},
	{name: 'page', keys: ['\u0006', '\u0002'], presses: 30},
	{name: 'burst of 20', keys: ['j'.repeat(20), 'k'.repeat(20)], presses: 30},
];

/** Who is measured: how it is run, and what its screen shows when it can be used. */
type Contestant = {readonly name: string; readonly program: Program; readonly ready: string; readonly gestures: readonly string[]};

const all = gestures.map(({name}) => name);

const sizeOf = (size: string): {readonly columns: number; readonly rows: number} => {
	const [columns = 0, rows = 0] = size.split('x').map(Number);
	return {columns, rows};
};

const flydeckWith = (machines: number, url: string, size: string): Contestant => ({
	name: `flydeck, ${machines} machines, ${size}`,
	program: {
		command: [process.execPath, flydeck, '--no-journal', '--app', 'fleet', '--interval', '10'],
		env: {FLY_API_HOSTNAME: url, FLY_API_TOKEN: 't'},
		...sizeOf(size),
	},
	ready: 'live',
	gestures: all,
});

const beside1000 = (name: string, file: string, size: string, which: readonly string[] = all): Contestant => ({
	name: `${name}, ${size}`,
	program: {command: [process.execPath, beside(file), '1000'], ...sizeOf(size)},
	ready: 'live',
	gestures: which,
});

/** Programs of others, where they are installed. */
const others = (size: string): readonly Contestant[] =>
	[
		{name: 'htop', args: [], ready: 'Load average'},
		{name: 'btop', args: [], ready: 'cpu'},
		{name: 'less', args: [beside('../../package-lock.json')], ready: 'lockfileVersion'},
	].flatMap(({name, args, ready}) => {
		const path = findProgram([name], process.env.PATH);
		const scrolls = name === 'less' ? ['scroll'] : ['move', 'scroll'];
		return path === undefined
			? []
			: [{name: `${name}, ${size}`, program: {command: [path, ...args] as const, ...sizeOf(size)}, ready, gestures: scrolls}];
	});

const gestureFigures = async (name: string, terminal: WatchedTerminal, which: readonly string[]): Promise<readonly Figure[]> => {
	const figures: Figure[] = [];
	for (const gesture of gestures.filter(one => which.includes(one.name))) {
		const times: number[] = [];
		const bytes: number[] = [];
		const before = terminal.runTimeMs();
		for (let press = 0; press < gesture.presses; press++) {
			const reaction = await terminal.press(gesture.keys[press % gesture.keys.length] ?? '');
			times.push(reaction.ms);
			bytes.push(reaction.bytes);
		}

		const after = terminal.runTimeMs();
		figures.push(figureOf(`${name}: ${gesture.name}, key to last byte`, times), figureOf(`${name}: ${gesture.name}`, bytes, 'bytes'));
		if (before !== undefined && after !== undefined) {
			figures.push(figureOf(`${name}: ${gesture.name}, processor time a key`, [(after - before) / gesture.presses]));
		}
	}

	return figures;
};

const idleSeconds = 10;

const idleFigures = async (name: string, terminal: WatchedTerminal): Promise<readonly Figure[]> => {
	const [bytes, before] = [terminal.bytes(), terminal.runTimeMs()];
	await new Promise(resolve => setTimeout(resolve, idleSeconds * 1000));
	const after = terminal.runTimeMs();
	const written = (terminal.bytes() - bytes) * (60 / idleSeconds);
	const residentMb = terminal.residentMb();
	return [
		figureOf(`${name}: bytes of an idle minute`, [written], 'bytes'),
		...(before === undefined || after === undefined
			? []
			: [figureOf(`${name}: processor time of an idle second`, [(after - before) / idleSeconds], 'ms/s')]),
		...(residentMb === undefined ? [] : [figureOf(`${name}: resident memory`, [residentMb], 'MB')]),
	];
};

const figuresOf = async ({name, program, ready, gestures: which}: Contestant): Promise<readonly Figure[]> => {
	const terminal = watchTerminal(program);
	try {
		const readyMs = await terminal.until(ready);
		await terminal.quiet(500);
		return [
			figureOf(`${name}: start to first byte`, [terminal.firstByteMs()]),
			figureOf(`${name}: start to the first rows`, [readyMs]),
			...(await gestureFigures(name, terminal, which)),
			...(await idleFigures(name, terminal)),
		];
	} finally {
		terminal.close();
	}
};

/** What programs cost in a terminal, side by side: a key, an idle minute, memory. Needs a build. */
export const screenFigures = async (fleets: readonly number[]): Promise<readonly Figure[]> => {
	const figures: Figure[] = [];
	for (const size of ['80x24', '120x40']) {
		const contestants = [
			beside1000('raw ANSI', 'raw-table.ts', size),
			beside1000('plain Ink', 'plain-ink.ts', size, ['move', 'scroll', 'burst of 20']),
			...others(size),
		];
		for (const contestant of contestants) {
			figures.push(...(await figuresOf(contestant)));
		}
	}

	for (const machines of fleets) {
		const fleet = await startFleet(machines);
		for (const size of ['80x24', '120x40']) {
			figures.push(...(await figuresOf(flydeckWith(machines, fleet.url, size))));
		}

		fleet.close();
	}

	return figures;
};
