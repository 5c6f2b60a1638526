import type {Api} from '../api/api.ts';
import {leaseRefusal} from '../commands/lease-refusal.ts';
import type {Clock} from '../domain/clock.ts';
import {isTerminal, isTransient} from '../domain/lifecycle.ts';
import type {Machine} from '../domain/machine.ts';
import {shownMetadata} from '../domain/metadata.ts';
import type {ActionRecorder} from '../runtime/action-recorder.ts';
import type {Store} from '../store/store.ts';
import {askByCount} from './ask.ts';
import {createEachErrand, type Went} from './each.ts';
import type {Errand} from './errand.ts';
import type {MetadataWish} from './metadata-wish.ts';

type MetadataErrandOptions = {
	readonly api: Api;
	readonly clock: Clock;
	/** Holds the machines that were read. */
	readonly store: Store;
	readonly tell: (line: string) => void;
	readonly record: ActionRecorder['recordAct'];
	readonly parallel: number;
};

type Values = Readonly<Record<string, string>>;

/** Values as they may be shown, by key. */
const shown = (values: Values): Values =>
	Object.fromEntries(
		Object.entries(values)
			.toSorted(([left], [right]) => (left < right ? -1 : 1))
			.map(([key, value]) => [key, shownMetadata(key, value)]),
	);

const doneWords = {set: 'set', delete: 'removed'} as const;

/** Shows the metadata of machines, or changes them in one request each. Values are told by `show` alone, and masked: they may be secrets. */
export const createMetadataErrand = ({api, clock, store, tell, record, parallel}: MetadataErrandOptions, wish: MetadataWish): Errand => {
	const keys = wish.deed === 'show' ? [] : Object.keys(wish.changes);

	const refusalOf = (machine: Machine, isOneOfMany: boolean): string | undefined => {
		const {name, id, state} = machine;
		if (isTerminal(state)) {
			return `${name || id} is ${state}`;
		}

		if (wish.deed === 'show') {
			return undefined;
		}

		return (
			leaseRefusal(store.getState(), machine) ?? (isOneOfMany && isTransient(state) ? `${name || id} is ${state}: not settled` : undefined)
		);
	};

	const show = (label: string, values: Values): Went => {
		const metadata = shown(values);
		const count = Object.keys(metadata).length;
		return {
			isOk: true,
			text: `${label}: ${count === 0 ? 'no metadata' : `${count} ${count === 1 ? 'pair' : 'pairs'} of metadata`}`,
			metadata,
		};
	};

	return createEachErrand({
		title: wish.deed === 'show' ? 'show the metadata of' : `${wish.deed} ${keys.join(', ')} in the metadata of`,
		clock,
		tell,
		parallel,
		doing: wish.deed === 'show' ? 'looking' : 'changing the metadata',
		goesOn: wish.deed === 'show',
		record: wish.deed === 'show' ? undefined : ending => record({what: `${wish.deed} metadata ${keys.join(', ')}`, ...ending}),
		refusalOf,
		isThere: () => false,
		askFor: (_meant, reached) => (wish.deed === 'show' ? undefined : askByCount(store.getState(), `metadata ${wish.deed}`, reached)),
		async act({app, id, name}, signal) {
			const label = name || id;
			const now = await api.getMetadata(app, id, {signal});
			if (wish.deed === 'show') {
				return show(label, now);
			}

			const changes = Object.entries(wish.changes).filter(([key, value]) => (now[key] ?? null) !== value);
			if (changes.length === 0) {
				return {isOk: true, isSkipped: true, text: `${label}: ${keys.join(', ')} ${wish.deed === 'set' ? 'set so already' : 'not there'}`};
			}

			await api.patchMetadata(app, id, Object.fromEntries(changes), {signal});
			return {isOk: true, text: `${label}: ${changes.map(([key]) => key).join(', ')} ${doneWords[wish.deed]}`};
		},
	});
};
