import type {ResourceOrder} from '../domain/resources/orders.ts';
import type {ResourceKind, Row} from '../domain/resources/table.ts';
import {isOfKind} from '../domain/resources/tables.ts';
import {snapshotTarget} from '../domain/resources/targets.ts';
import type {Form} from '../store/forms.ts';
import {newScreen, type ResourceScreen, selectResourceRow, selectResourceTargets, selectScreen} from '../store/screens.ts';
import type {State} from '../store/state.ts';
import type {Command, Outcome} from './command.ts';
import {enterMode, nothing} from './outcomes.ts';
import {actOnRows, sendToResources} from './resource-act.ts';
import {addCertificateForm, assignIpForm, createAppForm, createVolumeForm, extendVolumeForm, setSecretForm} from './resource-forms.ts';
import {openScreen} from './screens.ts';

type Run = (state: State, screen: ResourceScreen) => Outcome;

/** What the verbs of the tables do on a kind; a verb that is missing does not go with it. */
type Verbs = {readonly [Verb in 'new' | 'change' | 'check' | 'snapshots' | 'delete']?: Run};

const openForm = (form: Form): Outcome => enterMode({kind: 'form', form});

/** The app that something new is for: that of the row under the cursor, where several apps are listed. */
const appOf = (state: State, {apps}: ResourceScreen): string => selectResourceRow(state)?.app ?? apps[0] ?? '';

const formOfApp =
	(formOf: (app: string) => Form): Run =>
	(state, screen) =>
		openForm(formOf(appOf(state, screen)));

const orderToRows =
	(orderFor: (row: Row) => ResourceOrder): Run =>
	state => {
		const rows = selectResourceTargets(state);
		const [first] = rows;
		return first === undefined ? nothing : actOnRows(state, orderFor(first), rows);
	};

/** Opens something about the row under the cursor, where there is one of the kind. */
const onRow =
	<Kind extends ResourceKind>(kind: Kind, run: (state: State, row: Row<Kind>) => Outcome): Run =>
	state => {
		const row = selectResourceRow(state);
		return row !== undefined && isOfKind(row, kind) ? run(state, row) : nothing;
	};

const deleteApp = orderToRows(row => ({verb: 'delete-app', machineCount: isOfKind(row, 'apps') ? row.item.machineCount : undefined}));

const makeSnapshot: Run = (state, {apps, volumeId = ''}) => {
	const [app = ''] = apps;
	return sendToResources(state, {verb: 'create-snapshot'}, [snapshotTarget(app, volumeId)]);
};

const verbsByKind: Readonly<Record<ResourceKind, Verbs>> = {
	apps: {new: ({organization}) => openForm(createAppForm(organization)), delete: deleteApp},
	volumes: {
		new: formOfApp(createVolumeForm),
		change: onRow('volumes', (_state, row) => openForm(extendVolumeForm(row))),
		snapshots: onRow('volumes', (state, {app, id}) => openScreen(state, newScreen('snapshots', [app], id))),
		delete: orderToRows(() => ({verb: 'delete-volume'})),
	},
	secrets: {
		new: formOfApp(app => setSecretForm(app)),
		change: onRow('secrets', (_state, {app, id}) => openForm(setSecretForm(app, id))),
		delete: orderToRows(() => ({verb: 'delete-secret'})),
	},
	certificates: {
		new: formOfApp(addCertificateForm),
		check: orderToRows(() => ({verb: 'check-certificate'})),
		delete: orderToRows(() => ({verb: 'delete-certificate'})),
	},
	ips: {new: formOfApp(assignIpForm), delete: orderToRows(() => ({verb: 'release-ip'}))},
	snapshots: {new: makeSnapshot},
};

const withoutRows: ReadonlySet<keyof Verbs> = new Set(['new']);

const refusalOf = (state: State, verb: keyof Verbs, verbWords: string): string | undefined => {
	const screen = selectScreen(state);
	if (screen === undefined) {
		return undefined;
	}

	if (verbsByKind[screen.kind][verb] === undefined) {
		return `There is nothing to ${verbWords} among ${screen.kind}.`;
	}

	return withoutRows.has(verb) || selectResourceTargets(state).length > 0 ? undefined : 'There is nothing under the cursor.';
};

const command = (verb: keyof Verbs, verbWords: string, row: Pick<Command, 'title' | 'keys' | 'risk'>): Command => ({
	id: `resource-${verb}`,
	...row,
	group: 'resources',
	disabledBecause: state => refusalOf(state, verb, verbWords),
	run(state) {
		const screen = selectScreen(state);
		return screen === undefined ? nothing : (verbsByKind[screen.kind][verb]?.(state, screen) ?? nothing);
	},
});

/** The verbs of the tables of things that are no machines, on what is marked or under the cursor. */
export const resourceCommands: readonly Command[] = [
	command('new', 'make', {title: 'new app, volume, secret, certificate, address or snapshot', keys: ['n'], risk: 'none'}),
	command('change', 'change', {title: 'make the volume larger; give the secret another value', keys: ['e'], risk: 'disruptive'}),
	command('check', 'check', {title: 'have the DNS of the certificate looked at again', keys: ['v'], risk: 'none'}),
	command('snapshots', 'take snapshots of', {title: 'the snapshots of the volume', keys: ['b'], risk: 'none'}),
	command('delete', 'delete', {title: 'delete it, or release the address, typed first', keys: ['ctrl-d', 'del'], risk: 'destructive'}),
];

/** The verbs that go with a kind, each by its first key and in one word. */
export const resourceHints = (kind: ResourceKind): readonly {readonly key: string; readonly word: string}[] =>
	resourceCommands.flatMap(({id, keys: [key = '']}) => {
		const word = Object.keys(verbsByKind[kind]).find(verb => id === `resource-${verb}`);
		return word === undefined ? [] : [{key, word}];
	});
