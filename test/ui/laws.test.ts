import fc from 'fast-check';
import {expect, test} from 'vitest';
import {states} from '../../source/domain/lifecycle.ts';
import type {Machine} from '../../source/domain/machine.ts';
import {printable, widthOf} from '../../source/domain/text.ts';
import {type Job, newJob} from '../../source/store/jobs.ts';
import {selectRows} from '../../source/store/selectors.ts';
import type {Mode, State} from '../../source/store/state.ts';
import {buildCheck, buildConfig, buildExitEvent, buildLease, buildMachine, presentMs} from '../helpers/build-machine.ts';
import {buildFailure, buildState, buildTarget} from '../helpers/build-state.ts';
import {breakLeaseMode, confirmMode, leftoverLease} from '../helpers/modes.ts';
import {renderApp} from '../helpers/render.tsx';

/** Names as an API might give them, made printable as everything from outside is. */
const hostile = fc
	.oneof(
		fc.string({unit: 'binary', maxLength: 60}),
		fc.string({unit: 'grapheme', maxLength: 60}),
		fc.constantFrom(
			'',
			'\u001B[2J\u001B[31mred\u0007',
			'漢字'.repeat(20),
			'𐀀𐀀𐀀𐀀',
			'👩‍👩‍👧‍👦'.repeat(8),
			'🇩🇪🇫🇷🇯🇵'.repeat(4),
			'e\u0301'.repeat(30),
			'\u202Eright to left',
			'ＦＵＬＬ width',
			'한국어 조선말',
			'a\tb\r\nc',
			'☁️ ⚠️ ✔️',
		),
	)
	.map(text => printable(text));

const word = fc.oneof(fc.constantFrom(...states.map(({state}) => state)), hostile);

const machine: fc.Arbitrary<Machine> = fc
	.record({
		id: fc.oneof(
			fc.stringMatching(/^[0-9a-f]{14}$/),
			hostile.filter(text => text !== ''),
		),
		app: fc.constantFrom('web', 'worker'),
		name: hostile,
		state: word,
		region: fc.oneof(fc.constantFrom('fra', 'iad'), hostile),
		hostStatus: fc.oneof(fc.constant('ok'), hostile),
		output: hostile,
		owner: hostile,
		image: hostile,
		exitCode: fc.constantFrom(undefined, 0, 1, 137, 123_456),
		isLeased: fc.boolean(),
	})
	.map(({output, owner, image, exitCode, isLeased, ...fields}) =>
		buildMachine({
			...fields,
			checks: [buildCheck({status: 'critical', name: owner, output})],
			config: buildConfig({image, raw: {image, env: {[owner]: output}}}),
			events: [buildExitEvent({exitCode, error: output}, 5000)],
			lease: isLeased ? buildLease({owner, expiresAtMs: presentMs + 90_000}) : undefined,
		}),
	);

const pausedJob = (text: string): Job => {
	const job = newJob(1, {verb: 'stop', signal: 'SIGTERM', timeoutSeconds: 30}, [target, target], 1, presentMs);
	return {...job, status: 'paused', items: job.items.map(item => ({...item, step: 'failed', text}))};
};

const target = buildTarget({name: '漢字'.repeat(40), id: '148e123456abcd'});

const mode: fc.Arbitrary<Mode> = fc.oneof(
	fc.constant<Mode>({kind: 'browse'}),
	hostile.map((before): Mode => ({kind: 'filter', before})),
	hostile.map((text): Mode => ({kind: 'prompt', text, picked: 0})),
	fc.nat({max: 80}).map((scroll): Mode => ({kind: 'help', scroll})),
	fc.nat({max: 80}).map((scroll): Mode => ({kind: 'notes', scroll})),
	hostile.map(
		(typed): Mode => ({...confirmMode({kind: 'type', expected: target.name, hint: 'its full name'}, {targets: [target]}), typed}),
	),
	fc
		.record({count: fc.integer({min: 1, max: 40}), hidden: fc.nat({max: 2}), scroll: fc.nat({max: 50}), why: hostile})
		.map(({count, hidden, scroll, why}): Mode => {
			const targets = Array.from({length: count}, () => target);
			const expected = `force delete ${count}`;
			const ask = {kind: 'type', expected, hint: 'the act and how many'} as const;
			return {...confirmMode(ask, {targets, hidden, skipped: [{target, why}]}), scroll};
		}),
	fc.nat({max: 13}).map((picked): Mode => ({kind: 'signal', verb: 'signal', targets: [target], picked, timeout: ''})),
	hostile.map((timeout): Mode => ({kind: 'signal', verb: 'stop', targets: [target, target], picked: 0, timeout})),
	fc.nat({max: 80}).map((scroll): Mode => ({kind: 'jobs', scroll})),
	fc.constant<Mode>({kind: 'lease', target, ttl: '120', isRenewed: true}),
	hostile.map((owner): Mode => breakLeaseMode({target, owner, ask: {kind: 'type', expected: owner, hint: 'the owner'}, typed: owner})),
	hostile.map((name): Mode => ({kind: 'leftover-leases', leases: [leftoverLease({name}), leftoverLease({app: name, id: 'm2'})]})),
	fc.nat({max: 80}).map((scroll): Mode => ({kind: 'leases', scroll})),
	fc.nat({max: 80}).map((scroll): Mode => ({kind: 'actions', scroll})),
	fc.constant<Mode>({kind: 'copy', target}),
	hostile.map((what): Mode => ({kind: 'copy-curl', target, offers: [{title: what, command: what}], picked: 0})),
	fc.nat({max: 5}).map((picked): Mode => ({kind: 'wait', targets: [target], picked})),
	fc.nat({max: 5}).map((picked): Mode => ({kind: 'wait', targets: [target, target, target], picked})),
);

const state: fc.Arbitrary<State> = fc
	.record({
		machines: fc.uniqueArray(machine, {selector: ({id}) => id, maxLength: 12}),
		mode,
		filter: fc.oneof({weight: 4, arbitrary: fc.constant('')}, {weight: 1, arbitrary: hostile}),
		focus: fc.constantFrom('table' as const, 'details' as const),
		isFullScreen: fc.boolean(),
		tab: fc.constantFrom('events' as const, 'info' as const, 'config' as const, 'lease' as const),
		note: hostile,
		isFailing: fc.boolean(),
	})
	.map(({machines, note, isFailing, ...view}) => {
		const notes = [{id: 1, tone: 'error', text: note, atMs: presentMs}] as const;
		const built = buildState({machines, view, notes, jobs: [pausedJob(note)]});
		return isFailing ? {...built, appsFailure: buildFailure({message: note})} : built;
	});

const size = fc.oneof(
	fc.record({columns: fc.integer({min: 1, max: 200}), rows: fc.integer({min: 1, max: 100})}),
	fc.record({columns: fc.integer({min: 38, max: 130}), rows: fc.integer({min: 8, max: 42})}),
);

test('whatever the machines are called, no line is wider than the screen and none is too many', {timeout: 120_000}, async () => {
	await fc.assert(
		fc.asyncProperty(state, size, async (given, {columns, rows}) => {
			const screen = await renderApp(given, columns, rows);
			const lines = screen.lines();
			const widest = Math.max(...lines.map(widthOf));
			screen.unmount();
			expect(widest).toBeLessThanOrEqual(columns);
			expect(lines.length).toBeLessThanOrEqual(rows);
		}),
		{numRuns: 150},
	);
});

/** With the cursor on the first row no size needs another part of the table than the beginning. */
const atTheTop = (given: State): State => ({...given, view: {...given.view, cursorId: selectRows(given)[0]?.id, top: 0}});

test('a screen that was resized looks as one that was opened at that size', {timeout: 120_000}, async () => {
	await fc.assert(
		fc.asyncProperty(state.map(atTheTop), size, size, async (given, first, second) => {
			const resized = await renderApp(given, first.columns, first.rows);
			resized.resize(second.columns, second.rows);
			const opened = await renderApp(given, second.columns, second.rows);
			await resized.waitFor(() => resized.lastFrameWithColors() === opened.lastFrameWithColors());
			resized.unmount();
			opened.unmount();
		}),
		{numRuns: 30},
	);
});
