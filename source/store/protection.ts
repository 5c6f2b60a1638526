import {protectedBy, type Subject} from '../domain/protection.ts';
import type {ResourceOrder, ResourceTarget} from '../domain/resources/orders.ts';
import type {ResourceKind} from '../domain/resources/table.ts';
import {isOfKind} from '../domain/resources/tables.ts';
import {sourceKey} from './resources.ts';
import type {Ask, Mode, State} from './state.ts';

/** The question before a key changes something protected, where no other question asks for words. */
export type ProtectedMode = {
	readonly kind: 'confirm-protected';
	/** The mode that the key was pressed in, and comes back. */
	readonly held: Mode;
	readonly key: {readonly name: string; readonly text: string | undefined};
	/** What it would change, as it was when this opened. */
	readonly subjects: readonly Subject[];
	/** What they are called in a sentence. */
	readonly names: readonly string[];
	readonly ask: Extract<Ask, {readonly kind: 'type'}>;
	readonly typed: string;
};

/** By which pattern any of some subjects is protected. */
export const selectProtection = ({protection}: Pick<State, 'protection'>, subjects: readonly Subject[]): string | undefined =>
	protection.length === 0 ? undefined : protectedBy(protection, subjects);

/** Only `region:*` protects what is in one. */
const unknownRegion = '';

const regionsOfApp = ({fleet}: Pick<State, 'fleet'>, app: string): readonly string[] => [
	...new Set([...fleet.values()].filter(machine => machine.app === app).map(({region}) => region)),
];

/** A machine, where it is as it was read last. */
export const machineSubject = ({fleet}: Pick<State, 'fleet'>, {app, id}: {readonly app: string; readonly id: string}): Subject => ({
	app,
	kind: 'machines',
	id,
	regions: [fleet.get(id)?.region ?? unknownRegion],
});

/** A machine that is to come into being. */
export const newMachineSubject = (app: string, region: string | undefined): Subject => ({
	app,
	kind: 'machines',
	id: '',
	regions: [region ?? unknownRegion],
});

const pathNames: Readonly<Record<ResourceKind, string>> = {
	apps: '',
	volumes: 'volumes',
	snapshots: 'volumes',
	secrets: 'secrets',
	certificates: 'certificates',
	ips: 'ip_assignments',
};

const regionsOfVolume = ({resources}: Pick<State, 'resources'>, app: string, id: string): readonly string[] => {
	const row = resources.get(sourceKey({kind: 'volumes', app, volumeId: undefined}))?.rows.find(listed => listed.id === id);
	return [row !== undefined && isOfKind(row, 'volumes') ? row.item.region : unknownRegion];
};

/** What an order to something that is no machine would change. */
export const resourceSubject = (
	state: Pick<State, 'fleet' | 'resources'>,
	order: ResourceOrder,
	{kind, app: owner, id}: ResourceTarget,
): Subject => {
	const app = kind === 'apps' ? id : owner;
	if (order.verb === 'create-volume') {
		return {app, kind: 'volumes', id: '', regions: [order.region ?? unknownRegion]};
	}

	const isVolume = kind === 'volumes' || kind === 'snapshots';
	return {
		app,
		kind: pathNames[kind],
		id: isVolume ? id : '',
		regions: isVolume ? regionsOfVolume(state, app, id) : regionsOfApp(state, app),
	};
};
