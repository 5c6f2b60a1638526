import type {Call} from './legality.ts';
import {formatSpan} from './time.ts';

/** What can be asked of a machine's lifecycle through the API. */
export type Verb = 'start' | 'stop' | 'suspend' | 'restart' | 'signal' | 'cordon' | 'uncordon' | 'update' | 'delete' | 'force-delete';

/** What is asked of a machine: the verb, and what its call takes besides. */
export type Order = {
	readonly verb: Verb;
	/** For `stop`, `restart` and `signal`: the signal by its name, such as `SIGTERM`. */
	readonly signal?: string | undefined;
	/** For `stop` and `restart`: how long the process may take before it is killed, in s. */
	readonly timeoutSeconds?: number | undefined;
	/** For `cordon`: after how long flydeck reminds that it was to end, in ms; the API is not told. */
	readonly lastsMs?: number | undefined;
	/** For `update`: the image that takes the place of the machine's own. */
	readonly image?: string | undefined;
};

/** An order that is one call. An update is more: it needs the config that the machine has. */
export type OneCallOrder = Order & {readonly verb: Exclude<Verb, 'update'>};

export const isOneCall = (order: Order): order is OneCallOrder => order.verb !== 'update';

export type VerbRow = {
	readonly verb: Verb;
	/** The verb as a person writes it. */
	readonly title: string;
	readonly doing: string;
	readonly done: string;
	/** The call that decides whether it is legal, and whether it is made by force. */
	readonly call: Call;
	readonly force: boolean;
	/** The state shown from the key press until the API shows it or denies it; undefined where the state stays as it is. */
	readonly hopedState: string | undefined;
	/** The state whose arrival proves that it worked; undefined where the API's answer is all the proof there is. */
	readonly goal: string | undefined;
	/** True where the machine may be in the goal already: then only an event that came since proves anything. */
	readonly needsNews: boolean;
	/** How long after the key press flydeck stops hoping and shows the truth again, in ms. */
	readonly deadlineMs: number;
};

const row = (verb: Verb, call: Call, words: Pick<VerbRow, 'doing' | 'done'>, rest: Partial<VerbRow> = {}): VerbRow => ({
	verb,
	title: verb,
	call,
	...words,
	force: false,
	hopedState: undefined,
	goal: undefined,
	needsNews: false,
	deadlineMs: 120_000,
	...rest,
});

export const verbs: Readonly<Record<Verb, VerbRow>> = {
	start: row('start', 'start', {doing: 'starting', done: 'started'}, {hopedState: 'starting', goal: 'started'}),
	stop: row('stop', 'stop', {doing: 'stopping', done: 'stopped'}, {hopedState: 'stopping', goal: 'stopped', deadlineMs: 330_000}),
	suspend: row('suspend', 'suspend', {doing: 'suspending', done: 'suspended'}, {hopedState: 'suspending', goal: 'suspended'}),
	restart: row(
		'restart',
		'restart',
		{doing: 'restarting', done: 'restarted'},
		{hopedState: 'restarting', goal: 'started', needsNews: true, deadlineMs: 450_000},
	),
	signal: row('signal', 'signal', {doing: 'signalling', done: 'signalled'}),
	cordon: row('cordon', 'cordon', {doing: 'cordoning', done: 'cordoned'}),
	uncordon: row('uncordon', 'cordon', {doing: 'uncordoning', done: 'uncordoned'}),
	update: row('update', 'update', {doing: 'updating', done: 'updated'}, {hopedState: 'replacing'}),
	delete: row('delete', 'delete', {doing: 'deleting', done: 'deleted'}, {hopedState: 'destroying', goal: 'destroyed'}),
	'force-delete': row(
		'force-delete',
		'delete',
		{doing: 'deleting', done: 'deleted'},
		{title: 'force delete', force: true, hopedState: 'destroying', goal: 'destroyed'},
	),
};

/** An order as a person says it: `stop with SIGTERM, killed after 30 s`. */
export const orderInWords = ({verb, signal, timeoutSeconds, lastsMs, image}: Order): string => {
	const withSignal = signal === undefined ? '' : ` with ${signal}`;
	const killed = timeoutSeconds === undefined ? '' : `, killed after ${timeoutSeconds} s`;
	const lasts = lastsMs === undefined ? '' : ` for ${formatSpan(lastsMs)}`;
	const toImage = image === undefined ? '' : ` to ${image}`;
	return `${verbs[verb].title}${withSignal}${killed}${lasts}${toImage}`;
};
