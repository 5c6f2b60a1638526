import {keptBriefly} from '../kept-text.ts';
import type {Lease, Machine, MachineEvent} from '../machine.ts';
import type {Fleet} from '../merge-fleet.ts';
import {isMoment} from '../time.ts';
import {aspectsOf, type Seen} from './aspects.ts';
import {createOutputTeller, type OutputTeller} from './check-outputs.ts';
import type {Aspect, JournalEntry} from './record.ts';

type Leases = ReadonlyMap<string, Lease>;

/** What is known of the machines at a moment. What did not change keeps its object: nothing else tells what to look at. */
export type Sight = {
	readonly fleet: Fleet;
	readonly ownLeases: Leases;
	readonly seenLeases: Leases;
	/** The apps that are followed: a machine of another app that is not listed any more need not be gone. */
	readonly apps: ReadonlyMap<string, Answers>;
};

/** How an app answers: when it was last asked, in ms, undefined before the first answer, and what of that could not be read. */
export type Answers = {readonly answeredAtMs: number | undefined; readonly issues: readonly string[]};

export const noSight: Sight = {fleet: new Map(), ownLeases: new Map(), seenLeases: new Map(), apps: new Map()};

/** The lease that counts for a machine, be it over or not. */
const leaseIn = ({ownLeases, seenLeases}: Sight, machine: Machine): Lease | undefined =>
	ownLeases.get(machine.id) ?? machine.lease ?? seenLeases.get(machine.id);

const unlessOver = (lease: Lease | undefined, nowMs: number): Lease | undefined =>
	lease !== undefined && lease.expiresAtMs > nowMs ? lease : undefined;

/** When the values of the aspects of each machine began, in ms, as the journal was told. */
type Began = Map<string, Map<Aspect, number>>;

/** What was told before, which what is told now depends on. */
type Told = {readonly began: Began; readonly outputs: OutputTeller; readonly listed: Set<string>};

/** When a value began: when the API says so, unless that was before the value that it took the place of; else now. */
const beganAt = ({aspect, value, sinceMs}: Seen, beforeMs: number | undefined, leaseBefore: Lease | undefined, nowMs: number): number => {
	const afterBefore = Math.max(nowMs, (beforeMs ?? 0) + 1);
	const saidMs = aspect === 'lease' && value === '' ? leaseBefore?.expiresAtMs : sinceMs;
	return saidMs === undefined || !isMoment(saidMs) || saidMs <= (beforeMs ?? 0) ? afterBefore : Math.min(afterBefore, saidMs);
};

const cleaned = (event: MachineEvent): MachineEvent =>
	event.exit === undefined ? event : {...event, exit: {...event.exit, error: keptBriefly(event.exit.error)}};

/** Since when the events of a machine tell what it went through, in ms: the API keeps the newest ones, without a gap. */
const knownFrom = (events: readonly MachineEvent[], nowMs: number): number =>
	events.reduce((oldest, {timestampMs}) => (isMoment(timestampMs) ? Math.min(oldest, timestampMs) : oldest), nowMs);

const entriesOf = (before: Sight, after: Sight, machine: Machine, {began, outputs}: Told, nowMs: number): readonly JournalEntry[] => {
	const {id: machineId, app, name, createdAtMs, events} = machine;
	const known = before.fleet.get(machineId);
	const leaseBefore = known === undefined ? undefined : leaseIn(before, known);
	const aspectsBefore = known === undefined ? undefined : aspectsOf(known, leaseBefore);
	const times = began.get(machineId) ?? new Map<Aspect, number>();
	began.set(machineId, times);
	const knownEvents = new Set(known?.events.map(({id}) => id));
	const aspects = aspectsOf(machine, unlessOver(leaseIn(after, machine), nowMs));
	const changed = [...aspects.values()].filter(({aspect, value}) => aspectsBefore?.get(aspect)?.value !== value);
	return [
		...(known?.app === app && known.name === name
			? []
			: [{kind: 'machine', machineId, app, name, createdAtMs, seenAtMs: nowMs, knownFromMs: knownFrom(events, nowMs)} as const]),
		...events.filter(({id}) => !knownEvents.has(id)).map(event => ({kind: 'event', machineId, event: cleaned(event)}) as const),
		...changed.map(seen => {
			const {aspect, value, detail} = seen;
			const atMs = beganAt(seen, times.get(aspect), leaseBefore, nowMs);
			times.set(aspect, atMs);
			return {kind: 'change', machineId, change: {aspect, atMs, value, detail}} as const;
		}),
		...outputs(machineId, aspectsBefore, aspects, nowMs).map(output => ({kind: 'output', machineId, output}) as const),
	];
};

const isSame = (before: Sight, after: Sight, machine: Machine): boolean => {
	const known = before.fleet.get(machine.id);
	return known === machine && leaseIn(before, known) === leaseIn(after, machine);
};

/** Where an answer could not be read in part, a machine that is missing need not be gone. */
const isWhole = (answers: Answers | undefined): boolean => answers?.issues.length === 0;

/** Machines that are not listed any more, though their app is. */
const goneIn = (before: Sight, after: Sight): readonly Machine[] =>
	before.fleet === after.fleet
		? []
		: [...before.fleet.values()].filter(({id, app}) => !after.fleet.has(id) && isWhole(after.apps.get(app)));

/** All machines of the apps that answered whole for the first time: the journal may know of others, which went while nobody looked. */
const firstListsIn = (before: Sight, {apps, fleet}: Sight, listed: Set<string>): readonly JournalEntry[] =>
	before.apps === apps
		? []
		: [...apps].flatMap(([app, answers]) => {
				const {answeredAtMs: atMs} = answers;
				if (listed.has(app) || atMs === undefined || !isWhole(answers)) {
					return [];
				}

				listed.add(app);
				const machineIds = [...fleet.values()].filter(machine => machine.app === app).map(({id}) => id);
				return [{kind: 'listed', app, atMs, machineIds}];
			});

/** So many machines are looked at in one step, and so many of them described: a fraction of a ms each. */
const step = {looks: 2000, descriptions: 50};

function* changesBetween(before: Sight, after: Sight, told: Told, nowMs: number): Generator<readonly JournalEntry[]> {
	const {began} = told;
	const isSameFleet = before.fleet === after.fleet && before.ownLeases === after.ownLeases && before.seenLeases === after.seenLeases;
	let entries: JournalEntry[] = [];
	let looks = 0;
	let descriptions = 0;
	for (const machine of isSameFleet ? [] : after.fleet.values()) {
		looks += 1;
		if (!isSame(before, after, machine)) {
			descriptions += 1;
			entries.push(...entriesOf(before, after, machine, told, nowMs));
		}

		if (looks === step.looks || descriptions === step.descriptions) {
			yield entries;
			entries = [];
			looks = 0;
			descriptions = 0;
		}
	}

	for (const {id: machineId} of goneIn(before, after)) {
		const atMs = Math.max(nowMs, (began.get(machineId)?.get('state') ?? 0) + 1);
		began.get(machineId)?.set('state', atMs);
		entries.push({kind: 'change', machineId, change: {aspect: 'state', atMs, value: 'destroyed', detail: ''}});
	}

	yield [...entries, ...firstListsIn(before, after, told.listed)];
}

const isUnchanged = (before: Sight, after: Sight): boolean =>
	before.fleet === after.fleet &&
	before.ownLeases === after.ownLeases &&
	before.seenLeases === after.seenLeases &&
	before.apps === after.apps;

/**
Answers at each look what came to be known since the last one, for the journal, in short steps: all of one look are to be taken before those of the
next. To begin with, everything that is known is news; what did not change costs a look at its object. Entries that are in the journal already
change nothing there, so that several may tell the same.
*/
export const createDetector = (): ((sight: Sight, nowMs: number) => Iterable<readonly JournalEntry[]>) => {
	let before = noSight;
	const told: Told = {began: new Map(), outputs: createOutputTeller(), listed: new Set()};
	return (after, nowMs) => {
		const last = before;
		before = after;
		return isUnchanged(last, after) ? [] : changesBetween(last, after, told, nowMs);
	};
};
