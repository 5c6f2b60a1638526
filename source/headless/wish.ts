import {waitStates} from '../commands/machine.ts';
import {stopSignals} from '../domain/signals.ts';
import type {Order, Verb} from '../domain/verbs.ts';
import {type LeaseAct, type LeaseWish, leaseActs} from './act-lease.ts';
import {type ConfigWish, configReaders} from './config-wish.ts';
import {type MetadataWish, readMetadata} from './metadata-wish.ts';

/** What a sub-command is to do, whichever machines it is for. */
export type Wish =
	| {readonly kind: 'order'; readonly order: Order}
	| {readonly kind: 'exec'; readonly command: readonly string[]; readonly timeoutSeconds: number}
	| {readonly kind: 'wait'; readonly state: string; readonly timeoutSeconds: number}
	| ({readonly kind: 'lease'} & LeaseWish)
	| ({readonly kind: 'metadata'} & MetadataWish)
	| ConfigWish;

/** A sub-command as it was written, its flags taken apart. */
export type Written = {
	readonly command: string;
	/** What stands after the command, as far as `--`; for `lease` without its first word. */
	readonly words: readonly string[];
	/** What stands after `--`. */
	readonly inner: readonly string[];
	readonly signal: string | undefined;
	readonly timeoutSeconds: number | undefined;
	readonly waitFor: string | undefined;
	readonly image: string | undefined;
	readonly isForced: boolean;
	readonly file: string | undefined;
	readonly version: string | undefined;
	readonly owner: string | undefined;
	readonly name: string | undefined;
	readonly region: string | undefined;
	readonly isLaunched: boolean;
};

/** The wish and the words that name machines, or a sentence why it makes no sense. */
export type WishResult =
	| {readonly ok: true; readonly wish: Wish; readonly words: readonly string[]}
	| {readonly ok: false; readonly problem: string};

type Reader = (written: Written) => Wish | string;

const longestExecSeconds = 60;
const usualExecSeconds = 10;
const usualWaitSeconds = 300;
const usualLeaseSeconds = 120;

const order =
	(verb: Verb): Reader =>
	({signal, timeoutSeconds}) => ({kind: 'order', order: {verb, signal, timeoutSeconds}});

/** A stop or a restart, which take fewer signals than a machine does. */
const ending =
	(verb: Verb): Reader =>
	written => {
		const {signal} = written;
		return signal === undefined || stopSignals.some(known => known === signal)
			? order(verb)(written)
			: `A ${verb} takes ${stopSignals.join(', ')}, not ${signal}.`;
	};

const isLeaseAct = (word: string | undefined): word is LeaseAct => leaseActs.some(act => act === word);

const readers: Readonly<Record<string, Reader>> = {
	start: order('start'),
	stop: ending('stop'),
	suspend: order('suspend'),
	restart: ending('restart'),
	signal: ({signal = 'SIGTERM'}) => ({kind: 'order', order: {verb: 'signal', signal}}),
	cordon: order('cordon'),
	uncordon: order('uncordon'),
	update: ({image}) =>
		image === undefined
			? 'flydeck update wants --image and the name of one, as in: flydeck update app:web --image registry.fly.io/web:v3'
			: {kind: 'order', order: {verb: 'update', image}},
	delete: written => order(written.isForced ? 'force-delete' : 'delete')(written),
	exec({inner, timeoutSeconds = usualExecSeconds}) {
		if ((inner[0] ?? '') === '') {
			return 'flydeck exec wants a command after --, as in: flydeck exec web-1 -- uname -a';
		}

		return timeoutSeconds > longestExecSeconds
			? `A command may take ${longestExecSeconds} s at most: the API ends it then.`
			: {kind: 'exec', command: inner, timeoutSeconds};
	},
	wait({waitFor: state, timeoutSeconds = usualWaitSeconds}) {
		return state !== undefined && waitStates.some(known => known === state)
			? {kind: 'wait', state, timeoutSeconds}
			: `flydeck wait wants --wait-for and one of ${waitStates.join(', ')}.`;
	},
	lease({words: [deed], timeoutSeconds: ttlSeconds = usualLeaseSeconds, owner}) {
		if (!isLeaseAct(deed)) {
			return 'flydeck lease wants show, acquire, release or break, and then machines.';
		}

		return owner === undefined || deed === 'break' ? {kind: 'lease', deed, ttlSeconds, owner} : '--owner is for flydeck lease break alone.';
	},
	metadata: ({words, inner}) => readMetadata([...words, ...inner]),
	...configReaders,
};

/** Whether nothing becomes other than it was by what a sub-command does. */
export const onlyReads = (wish: Wish): boolean => {
	switch (wish.kind) {
		case 'wait':
		case 'compare':
		case 'versions':
			return true;
		case 'lease':
		case 'metadata':
			return wish.deed === 'show';
		case 'order':
		case 'exec':
		case 'edit':
		case 'back':
		case 'create':
		case 'clone':
			return false;
	}
};

/** The words of a sub-command that name machines. */
const machineWords = (wish: Wish, {words, inner}: Written): readonly string[] => {
	switch (wish.kind) {
		case 'exec':
			return words;
		case 'lease':
			return [...words.slice(1), ...inner];
		case 'metadata':
			return wish.machines;
		default:
			return [...words, ...inner];
	}
};

/** Whether words name machines: an empty word, as of a variable that is not set, names none. */
export const namesMachines = (words: readonly string[]): boolean => words.some(word => word.trim() !== '');

/** What is told where no machines are named. */
export const wantsMachines = (command: string): string =>
	`flydeck ${command} wants to know which machines: ids, names, or a query such as state:started. See flydeck help ${command}.`;

/** What a sub-command means. */
export const wishOf = (written: Written): WishResult => {
	const wish = readers[written.command]?.(written) ?? `flydeck has no command "${written.command}".`;
	if (typeof wish === 'string') {
		return {ok: false, problem: wish};
	}

	const words = machineWords(wish, written);
	return wish.kind === 'create' || namesMachines(words) ? {ok: true, wish, words} : {ok: false, problem: wantsMachines(written.command)};
};
