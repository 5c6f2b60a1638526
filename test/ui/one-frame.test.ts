import {expect, test} from 'vitest';
import {createStore} from '../../source/store/store.ts';
import {buildMachine, presentMs} from '../helpers/build-machine.ts';
import {buildState, listOf} from '../helpers/build-state.ts';
import {openOnTerminal} from '../helpers/on-terminal.tsx';

const open = async (columns: number, rows: number) => {
	const machines = Array.from({length: 200}, (_, index) =>
		buildMachine({id: `machine-${String(index).padStart(3, '0')}`, name: `web-${index}`}),
	);
	const store = createStore(buildState({machines}));
	const screen = openOnTerminal(store, {columns, rows}, true);
	await screen.shown();
	screen.written();
	const afterTyping = async (text: string): Promise<readonly string[]> => {
		screen.type(text);
		await screen.shown();
		return screen.written();
	};
	return {store, machines, screen, afterTyping};
};

const sizes = [
	[80, 24],
	[120, 40],
] as const;

test.each(sizes)('at %i x %i a key costs one write, and so do many that come together', async (columns, rows) => {
	const {store, afterTyping} = await open(columns, rows);
	for (const keys of ['j', 'jjjj', 'G', '\u0002', '/', 'w', 'eb', '\r', 't', 'n', '\u001B[B']) {
		expect([keys, await afterTyping(keys)]).toEqual([keys, [expect.any(String)]]);
	}

	expect(store.getState().view.filter).toBe('web');
});

test.each(sizes)('at %i x %i a move writes the two rows that it changes, and nothing else', async (columns, rows) => {
	const {afterTyping} = await open(columns, rows);
	await afterTyping('j');
	const [written = ''] = await afterTyping('j');
	expect(written.length).toBeLessThan(120);
	expect(written).toContain('machine-001');
	expect(written).toContain('machine-002');
	expect(written).not.toContain('machine-003');
});

test.each(sizes)(
	'at %i x %i Ink draws nothing again for a move, a scroll, an answer that tells nothing new, or the time that nothing shows',
	async (columns, rows) => {
		const {store, machines, screen, afterTyping} = await open(columns, rows);
		await afterTyping('j');
		store.dispatch({type: 'cursor-rested'});
		await screen.shown();
		const before = screen.frames();
		await afterTyping('j');
		await afterTyping('k');
		await afterTyping('j'.repeat(50));
		await afterTyping('k'.repeat(50));
		store.dispatch({type: 'clock-ticked', nowMs: presentMs + 1000});
		store.dispatch(listOf('web', machines, {requestId: 9, requestedAtMs: presentMs + 1000}));
		await screen.shown();
		expect(screen.frames()).toBe(before);

		store.dispatch({type: 'noted', tone: 'ok', text: 'done', atMs: presentMs + 1000});
		await screen.shown();
		expect(screen.frames()).toBeGreaterThan(before);
	},
);
