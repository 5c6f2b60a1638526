import type {IpType} from './ip-assignment.ts';
import type {ResourceKind} from './table.ts';

/** What is asked of something that is no machine. Where it goes is told by the targets beside it. */
export type ResourceOrder =
	| {readonly verb: 'create-app'}
	/** `machineCount` is how many machines the person was told will die; undefined where the API did not tell. */
	| {readonly verb: 'delete-app'; readonly machineCount: number | undefined}
	| {
			readonly verb: 'create-volume';
			readonly region: string | undefined;
			readonly sizeGb: number;
			readonly encrypted: boolean;
	  }
	| {readonly verb: 'extend-volume'; readonly sizeGb: number}
	| {readonly verb: 'delete-volume'}
	| {readonly verb: 'create-snapshot'}
	/** The value is a secret: it is given to the one request and to nothing that keeps or shows it. */
	| {readonly verb: 'set-secret'; readonly value: string}
	| {readonly verb: 'delete-secret'}
	| {readonly verb: 'add-certificate'}
	| {readonly verb: 'check-certificate'}
	| {readonly verb: 'delete-certificate'}
	| {readonly verb: 'assign-ip'; readonly type: IpType; readonly region: string | undefined}
	| {readonly verb: 'release-ip'};

export type ResourceVerb = ResourceOrder['verb'];

/** Something as a dialog named it when it opened, or that is to come into being: then `id` is the name that it is to have. */
export type ResourceTarget = {
	readonly kind: ResourceKind;
	readonly app: string;
	readonly id: string;
	/** What it is called in a sentence: `volume vol_1 (data) of web`. */
	readonly words: string;
};

type VerbRow = {
	/** The verb as a person writes it. */
	readonly title: string;
	readonly done: string;
	/** True for a verb on something that is listed: it is read again before the act. */
	readonly isOnExisting: boolean;
};

const onNew = (title: string, done: string): VerbRow => ({title, done, isOnExisting: false});
const onExisting = (title: string, done: string): VerbRow => ({title, done, isOnExisting: true});

export const resourceVerbs: Readonly<Record<ResourceVerb, VerbRow>> = {
	'create-app': onNew('create', 'created'),
	'delete-app': onExisting('delete', 'deleted'),
	'create-volume': onNew('create', 'created'),
	'extend-volume': onExisting('extend', 'extended'),
	'delete-volume': onExisting('delete', 'deleted'),
	'create-snapshot': onNew('make', 'is being made'),
	'set-secret': onNew('set', 'set'),
	'delete-secret': onExisting('delete', 'deleted'),
	'add-certificate': onNew('add', 'added'),
	'check-certificate': onExisting('check', 'checked'),
	'delete-certificate': onExisting('delete', 'deleted'),
	'assign-ip': onNew('assign', 'assigned'),
	'release-ip': onExisting('release', 'released'),
};
