import {type FieldRule, fieldRules, usualSizeGb} from '../domain/resources/field-rules.ts';
import {ipTypes} from '../domain/resources/ip-assignment.ts';
import type {ResourceOrder, ResourceTarget} from '../domain/resources/orders.ts';
import type {ResourceKind, Row} from '../domain/resources/table.ts';
import {isOfKind} from '../domain/resources/tables.ts';
import {resourceTargetOf, snapshotTarget} from '../domain/resources/targets.ts';

/** The kinds that have a sub-command; snapshots are those of a volume. */
export type DeedKind = Exclude<ResourceKind, 'snapshots'>;

/** What else is said of an order: by flags, and for a secret its value. */
export type Particulars = {
	readonly region: string | undefined;
	readonly sizeGb: number | undefined;
	readonly isEncrypted: boolean;
	readonly isForced: boolean;
	/** A secret: it goes into the order and nowhere else. */
	readonly value: string;
};

/** The flags that say more of some deeds. */
export const deedFlags = ['region', 'size', 'encrypted', 'force'] as const;

export type DeedFlag = (typeof deedFlags)[number];

type Common = {
	/** What it is done to, as the usage has it; with `...` it may be several. */
	readonly wants: string;
	readonly flags?: readonly DeedFlag[];
};

/** What is made: `rule` says which names there may be. */
export type NewDeed = Common & {
	readonly isNew: true;
	readonly rule: FieldRule;
	readonly needsValue?: true;
	readonly orderFor: (particulars: Particulars, name: string) => ResourceOrder;
};

/** What is done to something that is listed. */
export type ListedDeed = Common & {
	readonly isNew: false;
	readonly needs?: DeedFlag;
	/** It changes nothing, so that nothing is asked. */
	readonly isReadOnly?: true;
	/** Why it is not done as it was asked for, as a sentence. */
	readonly refusalOf?: (particulars: Particulars, row: Row) => string | undefined;
	readonly targetOf: (row: Row) => ResourceTarget;
	readonly orderFor: (particulars: Particulars, row: Row) => ResourceOrder;
};

export type Deed = NewDeed | ListedDeed;

const onListed = (wants: string, orderFor: ListedDeed['orderFor'], rest: Partial<ListedDeed> = {}): ListedDeed => ({
	isNew: false,
	wants,
	targetOf: resourceTargetOf,
	orderFor,
	...rest,
});

const machineCountOf = (row: Row): number | undefined => (isOfKind(row, 'apps') ? row.item.machineCount : undefined);

/** An app with machines is deleted by force alone, which kills them. */
const needsForce = ({isForced}: Particulars, row: Row): string | undefined => {
	const count = machineCountOf(row);
	return isForced || count === 0
		? undefined
		: `app ${row.id} has ${count ?? 'an unknown number of'} ${count === 1 ? 'machine, which dies' : 'machines, which die'} with it: add --force`;
};

/** What the sub-commands of each kind do besides listing, all that the tables of the screen do. */
export const deeds: {readonly [Kind in DeedKind]: Readonly<Record<string, Deed>>} = {
	apps: {
		create: {isNew: true, wants: 'NAME', rule: fieldRules.appName, orderFor: () => ({verb: 'create-app'})},
		delete: onListed('NAME', (_particulars, row) => ({verb: 'delete-app', machineCount: machineCountOf(row)}), {
			flags: ['force'],
			refusalOf: needsForce,
		}),
	},
	volumes: {
		create: {
			isNew: true,
			wants: 'NAME',
			flags: ['region', 'size', 'encrypted'],
			rule: fieldRules.volumeName,
			orderFor: ({region, sizeGb = usualSizeGb, isEncrypted}) => ({verb: 'create-volume', region, sizeGb, encrypted: isEncrypted}),
		},
		extend: onListed('ID', ({sizeGb = 0}) => ({verb: 'extend-volume', sizeGb}), {flags: ['size'], needs: 'size'}),
		delete: onListed('ID ...', () => ({verb: 'delete-volume'})),
		snapshot: onListed('ID ...', () => ({verb: 'create-snapshot'}), {targetOf: ({app, id}) => snapshotTarget(app, id)}),
	},
	secrets: {
		set: {
			isNew: true,
			wants: 'NAME',
			needsValue: true,
			rule: fieldRules.secretName,
			orderFor: ({value}) => ({verb: 'set-secret', value}),
		},
		delete: onListed('NAME ...', () => ({verb: 'delete-secret'})),
	},
	certificates: {
		add: {isNew: true, wants: 'HOSTNAME', rule: fieldRules.hostName, orderFor: () => ({verb: 'add-certificate'})},
		check: onListed('HOSTNAME ...', () => ({verb: 'check-certificate'}), {isReadOnly: true}),
		delete: onListed('HOSTNAME ...', () => ({verb: 'delete-certificate'})),
	},
	ips: {
		assign: {
			isNew: true,
			wants: 'TYPE',
			flags: ['region'],
			rule: fieldRules.ipType,
			orderFor: ({region}, type) => ({verb: 'assign-ip', type: ipTypes.find(known => known === type) ?? 'v6', region}),
		},
		release: onListed('ADDRESS ...', () => ({verb: 'release-ip'})),
	},
};
