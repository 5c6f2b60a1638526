import type {Certificate} from '../../source/domain/resources/certificate.ts';
import type {ResourceTarget} from '../../source/domain/resources/orders.ts';
import type {ResourceItems, ResourceKind} from '../../source/domain/resources/table.ts';
import {rowOf} from '../../source/domain/resources/tables.ts';
import type {StoreEvent} from '../../source/store/events.ts';
import type {Form, FormMode} from '../../source/store/forms.ts';
import type {ConfirmResourceMode, ResourceConfirmation} from '../../source/store/resources.ts';
import {newScreen, type ResourceScreen} from '../../source/store/screens.ts';
import type {State} from '../../source/store/state.ts';
import {presentMs} from './build-machine.ts';
import {reduceAll} from './build-state.ts';

const minutesAgo = (count: number): number => presentMs - count * 60_000;

/** A thing of each kind as the API tells of it, of the app `web`. */
export const someItems: ResourceItems = {
	apps: {id: 'app1', name: 'web', status: 'deployed', organizationSlug: 'personal', machineCount: 3},
	volumes: {
		id: 'vol_1a2b3c4d5e6f',
		app: 'web',
		name: 'data',
		state: 'created',
		region: 'fra',
		zone: '79e2',
		sizeGb: 10,
		encrypted: true,
		attachedMachineId: undefined,
		usedBytes: 1024 ** 3,
		totalBytes: 4 * 1024 ** 3,
		fileSystem: 'ext4',
		snapshotRetentionDays: 5,
		autoBackupEnabled: true,
		hostStatus: 'ok',
		createdAtMs: minutesAgo(120),
	},
	secrets: {name: 'API_KEY', digest: 'f52fbd32b2b3b86f', createdAtMs: minutesAgo(120), updatedAtMs: minutesAgo(60)},
	certificates: {
		hostname: 'www.example.com',
		status: 'active',
		configured: true,
		acmeRequested: true,
		hasFlyCertificate: true,
		hasCustomCertificate: false,
		dnsProvider: 'enom',
		createdAtMs: minutesAgo(120),
		updatedAtMs: minutesAgo(60),
	},
	ips: {ip: '66.241.125.63', region: 'fra', serviceName: 'web', shared: true, egress: false, createdAtMs: minutesAgo(60)},
	snapshots: {
		id: 'vs_1a2b3c4d5e6f',
		status: 'created',
		sizeBytes: 5 * 1024 ** 2,
		volumeSizeBytes: 10 * 1024 ** 3,
		digest: 'abc-1',
		retentionDays: 5,
		createdAtMs: minutesAgo(60),
	},
};

export const kinds = Object.keys(someItems) as readonly ResourceKind[];

/** A thing of a kind with something else about it. */
export const itemWith = <Kind extends ResourceKind>(kind: Kind, given: Partial<ResourceItems[Kind]>): ResourceItems[Kind] => ({
	...someItems[kind],
	...given,
});

/** A volume id for the snapshots; none for other kinds. */
const volumeOf = (kind: ResourceKind): string | undefined => (kind === 'snapshots' ? someItems.volumes.id : undefined);

/** An answer that lists things. */
export const listedEvent = <Kind extends ResourceKind>(
	kind: Kind,
	items: readonly ResourceItems[Kind][],
	{
		app = 'web',
		requestedAtMs = presentMs,
		issues = [],
	}: {readonly app?: string; readonly requestedAtMs?: number; readonly issues?: readonly string[]} = {},
): StoreEvent => {
	const source = {kind, app: kind === 'apps' ? '' : app, volumeId: volumeOf(kind)};
	return {type: 'resources-received', source, requestedAtMs, rows: items.map(item => rowOf(kind, source.app, item)), issues};
};

/** The state with a table of things open, of the apps given. */
export const onScreen = (
	state: State,
	kind: ResourceKind,
	apps: readonly string[] = ['web'],
	given: Partial<ResourceScreen> = {},
): State => {
	const screen = {...newScreen(kind, kind === 'apps' ? [] : apps, volumeOf(kind)), ...given};
	return {...state, view: {...state.view, screens: [...state.view.screens, screen]}};
};

/** The state with a table open that lists some things of `web`. */
export const listing = <Kind extends ResourceKind>(
	state: State,
	kind: Kind,
	items: readonly ResourceItems[Kind][] = [someItems[kind]],
): State => reduceAll(onScreen(state, kind), listedEvent(kind, items));

export const buildResourceTarget = (given: Partial<ResourceTarget> = {}): ResourceTarget => ({
	kind: 'volumes',
	app: 'web',
	id: 'vol_1a2b3c4d5e6f',
	words: 'volume vol_1a2b3c4d5e6f (data) of web',
	...given,
});

/** A question as it opens, by default whether to delete the volume. */
export const confirmResourceMode = (given: Partial<ResourceConfirmation> = {}): ConfirmResourceMode => {
	const confirmation: ResourceConfirmation = {
		order: {verb: 'delete-volume'},
		targets: [buildResourceTarget()],
		skipped: [],
		hidden: 0,
		ask: {kind: 'type', expected: '5e6f', hint: 'the last 4 of its id'},
		...given,
	};
	return {kind: 'confirm-resource', confirmation, typed: '', isHiddenAccepted: confirmation.hidden === 0};
};

export const formMode = (form: Form): FormMode => ({kind: 'form', form});

export const buildCertificate = (given: Partial<Certificate> = {}): Certificate => ({
	hostname: 'www.example.com',
	status: 'pending_validation',
	configured: false,
	acmeRequested: true,
	dnsProvider: 'enom',
	rateLimitedUntilMs: undefined,
	certificates: [{source: 'fly', status: 'active', issuer: "Let's Encrypt", createdAtMs: presentMs, expiresAtMs: presentMs + 86_400_000}],
	dnsConfigured: false,
	requirements: {
		a: ['66.241.125.63'],
		aaaa: ['2a09:8280:1::1'],
		cname: 'web.fly.dev',
		acmeChallenge: {name: '_acme-challenge.www.example.com', target: 'www.example.com.80fc0fb926.flydns.net'},
		ownership: {name: '_fly-ownership.www.example.com', appValue: 'app-f211d9c9e2', organizationValue: 'org-1'},
	},
	problems: [{code: 'DNS', message: 'No A record was found.', remediation: 'Add an A record.', atMs: presentMs}],
	...given,
});
