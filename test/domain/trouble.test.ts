import {describe, expect, test} from 'vitest';
import {whyLines} from '../../source/domain/details/why-lines.ts';
import {diagnose, findIn, noFindings} from '../../source/domain/diagnosis/diagnosis.ts';
import type {ExitEvent, Machine, MachineEvent} from '../../source/domain/machine.ts';
import {widthOf} from '../../source/domain/text.ts';
import {severityOf} from '../../source/domain/trouble.ts';
import {buildCheck, buildConfig, buildEvent, buildExitEvent, buildLease, buildMachine, presentMs} from '../helpers/build-machine.ts';
import {troubleAt, whyAt} from '../helpers/diagnose.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const crash: Partial<ExitEvent> = {exitCode: 1, restarting: true};

/** A machine that came up again after each of its crashes, the newest first. */
const crashed = (agesMs: readonly number[], given: Partial<Machine> = {}): Machine =>
	buildMachine({
		events: agesMs.flatMap(agoMs => [buildEvent({timestampMs: presentMs - agoMs + second}), buildExitEvent(crash, agoMs)]),
		...given,
	});

const kindAt = (machine: Machine, nowMs = presentMs): string | undefined => troubleAt(machine, nowMs)?.kind;

describe('a crash loop', () => {
	test('is three failures within five minutes, each followed by a restart', () => {
		expect(troubleAt(crashed([minute, 2 * minute, 3 * minute]), presentMs)).toMatchObject({
			kind: 'CRASH',
			sinceMs: presentMs - 3 * minute,
			short: 'CRASH 3x/2m exit 1',
		});
	});

	test.each<{readonly of: string; readonly config: Partial<Machine['config']>; readonly agesMs: readonly number[]; readonly words: string}>(
		[
			{
				of: 'the default policy',
				config: {restartPolicy: ''},
				agesMs: [0, 20 * second, 40 * second, minute],
				words: 'Crash loop: 4 exits in 1m, on-failure 4/10, will stop at 08:02. The last one: exit 1, error.',
			},
			{
				of: 'a policy of its own',
				config: {restartPolicy: 'on-failure', maxRetries: 4},
				agesMs: [0, 20 * second, 40 * second, minute],
				words: 'Crash loop: 4 exits in 1m, on-failure 4/4, will stop at 08:00. The last one: exit 1, error.',
			},
			{
				of: 'a pace that the policy never runs out at',
				config: {restartPolicy: 'on-failure', maxRetries: 10},
				agesMs: [minute, 2 * minute, 3 * minute],
				words: 'Crash loop: 3 exits in 2m, on-failure 3/10 in 5 min, which this pace never uses up. The last one: exit 1, error.',
			},
			{
				of: 'a policy that is not to restart it',
				config: {restartPolicy: 'no'},
				agesMs: [0, 20 * second, 40 * second],
				words: 'Crash loop: 3 exits in 40s, though its policy is not to restart it. The last one: exit 1, error.',
			},
			{
				of: 'a policy that never gives up',
				config: {restartPolicy: 'always'},
				agesMs: [0, 20 * second, 40 * second],
				words: 'Crash loop: 3 exits in 40s, always, which never gives up. The last one: exit 1, error.',
			},
		],
	)('is told against $of', ({config, agesMs, words}) => {
		expect(troubleAt(crashed(agesMs, {config: buildConfig(config)}), presentMs)?.sentence).toBe(words);
	});

	test('is not two failures', () => {
		expect(kindAt(crashed([minute, 2 * minute]))).toBeUndefined();
	});

	test('is three failures in runs of ten minutes at most, too', () => {
		expect(kindAt(crashed([minute, 11 * minute, 21 * minute]))).toBe('CRASH');
		expect(kindAt(crashed([minute, 11 * minute, 21 * minute + 1]))).toBeUndefined();
	});

	test('does not begin with the failure of a long run, unless the next two come within five minutes', () => {
		const begin = buildEvent({timestampMs: presentMs - hour});
		const crashedAfterLong = (agesMs: readonly number[]): Machine => buildMachine({events: [...crashed(agesMs).events, begin]});
		expect(kindAt(crashedAfterLong([minute, 4 * minute, 6 * minute + 1]))).toBeUndefined();
		expect(kindAt(crashedAfterLong([minute, 4 * minute, 6 * minute]))).toBe('CRASH');
		expect(troubleAt(crashedAfterLong([0, 4 * minute, 8 * minute, 12 * minute]), presentMs)?.short).toBe('CRASH 3x/8m exit 1');
	});

	test.each<{readonly policy: string; readonly maxRetries: number; readonly words: string}>([
		{policy: 'on-failure', maxRetries: 10, words: 'on-failure 2/10 in 5 min, which this pace never uses up'},
		{policy: 'on-failure', maxRetries: 0, words: 'though its policy on-failure allows no restart'},
		{policy: 'always', maxRetries: 10, words: 'always, which never gives up'},
	])('that is slow is told by all its exits, and by those that the policy counts: $policy, $maxRetries', ({policy, maxRetries, words}) => {
		const exits = [14, 13, 12, 11, 10].map((restartCount, index) => ({...buildExitEvent(crash, index * 200 * second), restartCount}));
		const config = buildConfig({restartPolicy: policy, maxRetries});
		expect(troubleAt(buildMachine({config, events: exits}), presentMs)).toMatchObject({
			short: 'CRASH 5x/13m exit 1',
			sentence: `Crash loop: 5 exits in 13m, ${words}. The last one: exit 1, error.`,
		});
	});

	test('is over when the process has run for ten minutes', () => {
		const machine = crashed([minute, 2 * minute, 3 * minute]);
		expect(kindAt(machine, presentMs + 9 * minute)).toBe('CRASH');
		expect(kindAt(machine, presentMs + 9 * minute + 1)).toBeUndefined();
	});

	test('is over when the machine is not brought back any more: then it has failed', () => {
		const {events} = crashed([2 * minute, 3 * minute]);
		const last = {...buildExitEvent({exitCode: 1, restarting: false}), restartCount: 10};
		expect(troubleAt(buildMachine({state: 'stopped', events: [last, ...events]}), presentMs)).toMatchObject({
			kind: 'EXIT',
			short: 'exit 1',
			sentence: 'It failed with exit code 1, the general error. Its policy on-failure gave up after 10 restarts.',
		});
	});

	test('is over when somebody stopped the machine', () => {
		const {events} = crashed([minute, 2 * minute, 3 * minute]);
		const stop = buildEvent({type: 'stop', status: 'stopping', source: 'user', timestampMs: presentMs - 2 * second});
		const machine = buildMachine({state: 'stopped', events: [buildExitEvent({requestedStop: true}, second), stop, ...events]});
		expect(kindAt(machine)).toBeUndefined();
		expect(whyAt(machine, presentMs)).toBe('user stop, exit 0');
	});

	test.each<{readonly of: string; readonly type: string; readonly source: string; readonly state: string; readonly why: string}>([
		{of: 'stopped', type: 'stop', source: 'user', state: 'stopped', why: 'stop by user'},
		{of: 'suspended', type: 'suspend', source: 'proxy', state: 'suspended', why: 'suspend by proxy'},
		{of: 'updated', type: 'update', source: 'user', state: 'replacing', why: 'update by user'},
	])('is over when the machine was $of between two restarts, and that is no failure', ({type, source, state, why}) => {
		const {events} = crashed([minute, 2 * minute, 3 * minute]);
		const request = buildEvent({type, status: 'pending', source, timestampMs: presentMs});
		const machine = buildMachine({state, events: [request, ...events.slice(1)]});
		expect(troubleAt(machine, presentMs + 2 * minute)).toBeUndefined();
		expect(whyAt(machine, presentMs)).toBe(why);
	});

	test('is over for a machine that sleeps', () => {
		expect(kindAt(crashed([minute, 2 * minute, 3 * minute], {state: 'suspended'}))).toBeUndefined();
	});

	test('is over when its policy was to start the machine again and has not for a minute, which is told', () => {
		const {events} = crashed([0, 20 * second, 40 * second]);
		const machine = buildMachine({state: 'stopped', events: events.slice(1)});
		expect(kindAt(machine, presentMs + minute - 1)).toBe('CRASH');
		expect(troubleAt(machine, presentMs + minute)).toMatchObject({
			kind: 'EXIT',
			sentence: 'It failed with exit code 1, the general error. It was to be started again and was not: most likely somebody stopped it.',
		});
	});

	test('that is fast is since its first exit, though only those of five minutes are counted', () => {
		const agesMs = Array.from({length: 9}, (_, index) => index * minute);
		expect(troubleAt(crashed(agesMs), presentMs)).toMatchObject({
			kind: 'CRASH',
			sinceMs: presentMs - 8 * minute,
			sentence: expect.stringMatching(/^Crash loop: 6 exits in 5m, /),
		});
	});

	test.each<{readonly of: string; readonly event: MachineEvent}>([
		{of: 'an update', event: buildEvent({type: 'update', status: 'replacing', source: 'user', timestampMs: presentMs - 50 * second})},
		{of: 'a clean exit', event: buildExitEvent({exitCode: 0, restarting: true}, 50 * second)},
		{of: 'the end of its retries', event: buildExitEvent({exitCode: 1}, 50 * second)},
	])('is not since before $of', ({event}) => {
		const {events} = crashed([0, 20 * second, 40 * second, minute, 2 * minute]);
		const machine = buildMachine({events: [...events.slice(0, 6), event, ...events.slice(6)]});
		expect(troubleAt(machine, presentMs)).toMatchObject({kind: 'CRASH', sinceMs: presentMs - 40 * second});
	});

	test('stays since its first exit when that has left the log', () => {
		const loopAt = (crashes: number): Machine => {
			const exits = Array.from({length: crashes}, (_, index) => buildExitEvent(crash, hour - index * 20 * second));
			return buildMachine({events: exits.toReversed().slice(0, 4)});
		};
		let findings = noFindings;
		const since = [3, 4, 5, 6, 7, 8, 9].map(crashes => {
			findings = findIn([loopAt(crashes)], findings);
			return findings.byId.get(loopAt(1).id)?.[0]?.sinceMs;
		});
		expect(new Set(since)).toEqual(new Set([presentMs - hour]));
	});

	test('is told to be older than the log where that does not tell its beginning', () => {
		const sinceLineOf = (events: readonly MachineEvent[]): string =>
			whyLines(buildMachine({events}), findIn([buildMachine({events})]).byId.get(buildMachine().id) ?? [], presentMs)
				.map(line => line.map(({text}) => text).join(''))
				.find(line => line.startsWith('since')) ?? '';
		const {events} = crashed([0, 20 * second, 40 * second]);
		expect(sinceLineOf(events)).toBe('since      07:59:20, 40s ago or longer');
		const begins = [
			buildEvent({type: 'launch', status: 'created', source: 'user', timestampMs: presentMs - hour}),
			buildEvent({status: 'starting', source: 'proxy', timestampMs: presentMs - hour}),
		];
		for (const begin of begins) {
			expect(sinceLineOf([...events, begin])).toBe('since      07:59:20, 40s ago');
		}
	});

	test.each<{readonly of: string; readonly counts: readonly (number | undefined)[]; readonly maxRetries: number; readonly words: string}>([
		{of: 'fewer exits than restarts', counts: [8, 7, 6], maxRetries: 10, words: 'on-failure 9/10, will stop at 08:00'},
		{of: 'the last restart', counts: [9, 8, 7], maxRetries: 10, words: 'on-failure 10/10, will stop at 08:00'},
		{of: 'no restart allowed', counts: [2, 1, 0], maxRetries: 0, words: 'though its policy on-failure allows no restart'},
		{of: 'more restarts than there may be', counts: [5, 4, 3], maxRetries: 2, words: 'on-failure 2/2, will stop at 08:00'},
		{of: 'no count', counts: [undefined, undefined, undefined], maxRetries: 10, words: 'on-failure 3/10, will stop at 08:01'},
	])('counts restarts as the API does, with $of', ({counts, maxRetries, words}) => {
		const events = counts.map((restartCount, index) => ({...buildExitEvent(crash, index * 10 * second), restartCount}));
		const config = buildConfig({restartPolicy: 'on-failure', maxRetries});
		expect(troubleAt(buildMachine({events, config}), presentMs)?.sentence).toContain(`, ${words}.`);
	});

	test('is one, too, where only the starts of the platform tell that the machine was brought back', () => {
		const silent = (source: string): Machine =>
			buildMachine({
				events: [0, 20 * second, 40 * second].flatMap(agoMs => [
					buildEvent({source, timestampMs: presentMs - agoMs + 1}),
					buildExitEvent({exitCode: 1}, agoMs),
				]),
			});
		expect(troubleAt(silent('flyd'), presentMs)?.kind).toBe('CRASH');
		expect(troubleAt(silent('user'), presentMs)).toBeUndefined();
	});

	test('does not come from stops that were asked for or from clean exits', () => {
		const events = [1, 2, 3].map(age => buildExitEvent({exitCode: 137, requestedStop: true, restarting: true}, age * second));
		expect(kindAt(buildMachine({events}))).toBeUndefined();
		const clean = [1, 2, 3].map(age => buildExitEvent({exitCode: 0, restarting: true}, age * second));
		expect(kindAt(buildMachine({events: clean}))).toBeUndefined();
	});

	test('counts processes that ran out of memory', () => {
		const events = [1, 2, 3].map(age => buildExitEvent({exitCode: 137, oomKilled: true, restarting: true}, age * second));
		expect(whyAt(buildMachine({events}), presentMs)).toBe('CRASH 3x/2s OOM');
	});
});

test('one that could not be launched is not advised to start: the platform destroys it', () => {
	expect(troubleAt(buildMachine({state: 'launch_failed'}), presentMs)?.next).toBe(
		'l shows its logs; n makes another one: the platform destroys this one.',
	);
});

describe('a failure', () => {
	test('is trouble at once where nothing restarts the machine, and after a minute where its policy should have', () => {
		const stopped = (exit: Partial<ExitEvent>, agoMs: number) =>
			buildMachine({state: 'stopped', events: [buildExitEvent({exitCode: 1, ...exit}, agoMs)]});
		expect(kindAt(stopped({}, 0))).toBe('EXIT');
		expect(kindAt(stopped({restarting: true}, minute - 1))).toBeUndefined();
		expect(kindAt(stopped({restarting: true}, minute))).toBe('EXIT');
	});
});

describe('out of memory', () => {
	const oom = (exit: Partial<ExitEvent>, agoMs: number) => buildExitEvent({exitCode: 137, oomKilled: true, ...exit}, agoMs);

	test('is trouble for as long as the machine is down', () => {
		expect(kindAt(buildMachine({state: 'stopped', events: [oom({}, 90 * hour)]}))).toBe('OOM');
	});

	test.each([
		['an update', {type: 'update', status: 'replacing', source: 'user'}],
		['a start that a user asked for', {type: 'start', status: 'starting', source: 'user'}],
	])('is over with %s, once the machine runs', (_, later) => {
		const events = [buildEvent({...later, timestampMs: presentMs - minute}), oom({}, 2 * minute)];
		expect(kindAt(buildMachine({events}))).toBeUndefined();
		expect(kindAt(buildMachine({state: 'stopped', events}))).toBe('OOM');
	});

	test('is told with the memory that there was, not with that of an update since', () => {
		const events = [buildEvent({type: 'update', status: 'updated', source: 'user'}), oom({}, 2 * minute)];
		expect(whyAt(buildMachine({state: 'stopped', events}), presentMs)).toBe('OOM killed 137');
	});

	test('is trouble for an hour where the machine was brought back', () => {
		const machine = (agoMs: number) =>
			buildMachine({events: [buildEvent({timestampMs: presentMs - agoMs + 1}), oom({restarting: true}, agoMs)]});
		expect(kindAt(machine(hour - 1))).toBe('OOM');
		expect(kindAt(machine(hour))).toBeUndefined();
		expect(whyAt(machine(hour), presentMs)).toBe('restarted, OOM 256M');
	});

	test('is never what a requested stop is blamed for', () => {
		const stopped = buildMachine({state: 'stopped', events: [oom({requestedStop: true}, minute)]});
		expect(kindAt(stopped)).toBeUndefined();
		expect(whyAt(stopped, presentMs)).toBe('stop asked, kill 137');
	});
});

describe('a stop that had to be forced', () => {
	type Stop = {
		readonly tookMs?: number;
		readonly exit?: Partial<ExitEvent>;
		readonly config?: Partial<Machine['config']>;
		readonly request?: Partial<MachineEvent>;
		readonly later?: readonly MachineEvent[];
	};

	const stopped = ({tookMs = 5000, exit = {}, config = {}, request = {}, later = []}: Stop): Machine =>
		buildMachine({
			state: later.length === 0 ? 'stopped' : 'started',
			config: buildConfig(config),
			events: [
				...later,
				buildExitEvent({exitCode: 137, signal: 9, requestedStop: true, ...exit}, minute),
				buildEvent({type: 'stop', status: 'stopping', source: 'user', timestampMs: presentMs - minute - tookMs, ...request}),
				buildEvent({timestampMs: presentMs - hour}),
			],
		});

	test('is told for an hour, with what to do', () => {
		const machine = stopped({});
		const trouble = troubleAt(machine, presentMs);
		expect(trouble).toMatchObject({
			kind: 'KILLED',
			sinceMs: presentMs - minute,
			short: 'KILLED 137 after 5s',
			sentence: 'A user stopped it; it did not end within 5s of its stop and was killed (137).',
			next: 'e gives its stops more time (stop_config.timeout), unless its process can be made to handle SIGINT.',
		});
		expect(trouble && severityOf(trouble)).toBe('warning');
		expect(kindAt(machine, presentMs + hour - minute - 1)).toBe('KILLED');
		expect(kindAt(machine, presentMs + hour - minute)).toBeUndefined();
	});

	test('is told by the time that it took, where that is less than its config gives it', () => {
		expect(troubleAt(stopped({tookMs: 2 * second + 12}), presentMs)).toMatchObject({
			short: 'KILLED 137 after 2s',
			sentence: 'A user stopped it; it did not end within 2s of its stop and was killed (137).',
			next: 'l shows what it said; it was killed before the 5s that its config gives a stop.',
		});
	});

	const restarted: Stop = {
		exit: {restarting: true},
		request: {type: 'restart'},
		later: [buildEvent({timestampMs: presentMs - minute + second})],
	};

	test.each<{readonly of: string; readonly stop: Stop; readonly kind: string | undefined}>([
		{of: 'a time of its own, over', stop: {config: {stopTimeout: '1m30s'}, tookMs: 90 * second}, kind: 'KILLED'},
		{of: 'a shorter time than that of its config', stop: {config: {stopTimeout: '1m30s'}, tookMs: 2 * second}, kind: 'KILLED'},
		{of: 'the shortest time that can be asked for', stop: {tookMs: second}, kind: 'KILLED'},
		{of: 'an end by SIGKILL sooner than that', stop: {tookMs: second - 1}, kind: undefined},
		{of: 'SIGKILL as the signal of its stops', stop: {config: {stopSignal: 'SIGKILL'}}, kind: undefined},
		{of: 'a signal alone, of the guest', stop: {exit: {exitCode: undefined, signal: undefined, guestSignal: 9}}, kind: 'KILLED'},
		{of: 'a lack of memory told beside it', stop: {exit: {oomKilled: true}}, kind: 'KILLED'},
		{of: 'an end by itself', stop: {exit: {exitCode: 143, signal: 15}}, kind: undefined},
		{of: 'the proxy as the one that stopped it', stop: {request: {source: 'proxy'}}, kind: 'KILLED'},
		{of: 'a restart', stop: restarted, kind: 'KILLED'},
		{of: 'an update, which may have changed the time', stop: {request: {type: 'update', status: 'replacing'}}, kind: undefined},
		{of: 'a start by a user since', stop: {later: [buildEvent({source: 'user', status: 'starting'})]}, kind: undefined},
	])('with $of: $kind', ({stop, kind}) => {
		const trouble = troubleAt(stopped(stop), presentMs);
		expect(trouble?.kind).toBe(kind);
		expect(`${trouble?.short} ${trouble?.sentence}`).not.toMatch(/OOM|memory/i);
	});
});

describe('stuck', () => {
	const inStateFor = (state: string, spanMs: number): Machine => buildMachine({state, events: [], updatedAtMs: presentMs - spanMs});

	test.each([
		{state: 'stopping', limitMs: 5 * minute},
		{state: 'updating', limitMs: 10 * minute},
		{state: 'replacing', limitMs: 10 * minute},
		{state: 'destroying', limitMs: 5 * minute},
	])('a machine that is $state is stuck after more than $limitMs ms, not before', ({state, limitMs}) => {
		expect(kindAt(inStateFor(state, limitMs))).toBeUndefined();
		expect(kindAt(inStateFor(state, limitMs + 1))).toBe('STUCK');
	});

	test('tells who asked', () => {
		const stop = buildEvent({type: 'stop', status: 'stopping', source: 'user', timestampMs: presentMs - hour});
		expect(troubleAt(buildMachine({state: 'stopping', events: [stop]}), presentMs)).toMatchObject({
			short: 'STUCK stopping >5m',
			sentence: 'Stuck: stopping, asked by user, for more than the normal 5m.',
		});
	});

	test('a machine in a state that nobody knows is, after five minutes', () => {
		expect(kindAt(inStateFor('hibernating', 5 * minute))).toBeUndefined();
		expect(troubleAt(inStateFor('hibernating', 5 * minute + 1), presentMs)).toMatchObject({
			kind: 'STUCK',
			sinceMs: presentMs - 5 * minute - 1,
			short: 'STUCK hibernating >5m',
			sentence: 'Stuck: for more than 5m in the state "hibernating", which flydeck does not know.',
		});
	});

	test.each(['stopped', 'started'])('a machine that is %s never is', state => {
		expect(kindAt(inStateFor(state, 1000 * 60 * minute))).toBeUndefined();
	});

	test('a machine of which nobody knows since when is not', () => {
		expect(kindAt(buildMachine({state: 'stopping', events: [], updatedAtMs: undefined}))).toBeUndefined();
	});
});

describe('a failing check', () => {
	const critical = (given = {}) => buildCheck({name: 'db', status: 'critical', output: 'refused', ...given});

	test('is told since when, with its output, and that it restarts nothing', () => {
		const older = critical({name: 'web', updatedAtMs: presentMs - hour});
		expect(troubleAt(buildMachine({checks: [buildCheck(), critical(), older]}), presentMs)).toMatchObject({
			kind: 'CHECK',
			sinceMs: presentMs - hour,
			short: 'CHECK db: refused',
			sentence: 'Check db fails with: refused, and 1 more. A failing check never restarts a machine.',
		});
	});

	test('without a name is told as such', () => {
		expect(troubleAt(buildMachine({checks: [critical({name: ''})]}), presentMs)).toMatchObject({
			short: 'CHECK refused',
			sentence: 'A check without a name fails with: refused. A failing check never restarts a machine.',
		});
	});

	test('does not give away a password in its output', () => {
		const checks = [critical({output: 'postgres://app:hunter2@db refused'})];
		expect(JSON.stringify(troubleAt(buildMachine({checks}), presentMs))).not.toContain('hunter2');
	});

	test('of a machine that does not run is none', () => {
		expect(kindAt(buildMachine({state: 'stopped', events: [], checks: [critical()]}))).toBeUndefined();
	});
});

describe('a cordoned machine', () => {
	const touched = (agoMs: number): Machine =>
		buildMachine({cordoned: true, updatedAtMs: presentMs - agoMs, events: [buildEvent({timestampMs: presentMs - agoMs - minute})]});

	test('is forgotten when nothing has happened to it for an hour', () => {
		expect(kindAt(touched(hour - 1))).toBeUndefined();
		expect(whyAt(touched(hour - 1), presentMs)).toBe('CORDONED started');
		expect(troubleAt(touched(hour), presentMs)).toMatchObject({kind: 'CORDON', sinceMs: presentMs - hour});
	});
});

describe('a machine that is cordoned and down', () => {
	const linesAt = (exit: Partial<ExitEvent>, nowMs: number): readonly string[] => {
		const machine = buildMachine({cordoned: true, state: 'stopped', events: [buildExitEvent(exit)]});
		return whyLines(machine, diagnose([machine], nowMs).get(machine.id) ?? [], nowMs).map(line => line.map(({text}) => text).join(''));
	};

	test.each<{readonly exit: Partial<ExitEvent>; readonly why: string}>([
		{exit: {requestedStop: true}, why: 'It was asked to stop; it ended cleanly.'},
		{exit: {exitCode: 1}, why: 'It failed with exit code 1, the general error.'},
	])('tells both, whether it is forgotten or not: $why', ({exit, why}) => {
		const also = 'It is cordoned: the proxy sends it no traffic.';
		expect(linesAt(exit, presentMs)[0]).toContain(why);
		expect(linesAt(exit, presentMs)).toContainEqual(`also       ${also}`);
		const later = linesAt(exit, presentMs + 2 * hour);
		expect(later[0]).toContain(why);
		expect(later.join(' ')).toContain('most likely it is forgotten');
		expect(later.join(' ')).not.toContain(also);
	});
});

describe('a lease', () => {
	test('is held too long while it has more than half an hour to go', () => {
		const leased = (leftMs: number) => buildMachine({lease: buildLease({expiresAtMs: presentMs + leftMs})});
		expect(troubleAt(leased(hour), presentMs)).toMatchObject({kind: 'LEASE', short: 'LEASE mia to 09:00'});
		expect(kindAt(leased(hour / 2))).toBeUndefined();
	});
});

describe('several troubles of one machine', () => {
	const loop = crashed([minute, 2 * minute, 3 * minute]);
	const stuck: Partial<Machine> = {state: 'stopping', events: [], updatedAtMs: presentMs - 60 * minute};
	const critical: Partial<Machine> = {checks: [buildCheck({status: 'critical'})]};

	test.each<{readonly of: string; readonly given: Partial<Machine>; readonly kinds: readonly string[]}>([
		{of: 'well', given: {}, kinds: []},
		{of: 'crashing with a failing check', given: {...loop, ...critical}, kinds: ['CRASH', 'CHECK']},
		{of: 'stuck and cordoned', given: {...stuck, cordoned: true}, kinds: ['STUCK', 'CORDON']},
		{of: 'on a lost host, whatever it did before', given: {...loop, hostStatus: 'unreachable'}, kinds: ['HOST']},
		{of: 'failed to launch', given: {state: 'launch_failed'}, kinds: ['FAILED']},
		{of: 'gone', given: {...loop, state: 'destroyed'}, kinds: []},
		{of: 'in a state that nobody knows', given: {state: 'hibernating'}, kinds: []},
	])('$of: $kinds', ({given, kinds}) => {
		const machine = buildMachine(given);
		const found = diagnose([machine], presentMs).get(machine.id) ?? [];
		expect(found.map(({kind}) => kind)).toEqual(kinds);
		for (const {short, sentence, next} of found) {
			expect(widthOf(short)).toBeLessThanOrEqual(25);
			expect(sentence).toMatch(/^[A-Z].*\.$/);
			expect(next).toMatch(/^(?:ctrl-\w|\w) [a-z].*\.$|^W waits/);
		}
	});
});
