import {machineForm} from '../../source/commands/machine-forms.ts';
import {createVolumeForm, setSecretForm} from '../../source/commands/resource-forms.ts';
import {updateForm} from '../../source/commands/update-form.ts';
import {diffConfigs} from '../../source/domain/config/diff.ts';
import type {LeftoverLease} from '../../source/domain/leftover-lease.ts';
import {type ConfirmMode, questionOf} from '../../source/store/confirming.ts';
import type {CreateMode, MachinePlan} from '../../source/store/creations.ts';
import type {ChangeMode, VersionsMode} from '../../source/store/drafts.ts';
import {wholeFleet} from '../../source/store/fleet-view/fleet.ts';
import type {Form} from '../../source/store/forms.ts';
import type {BreakLeaseMode} from '../../source/store/leases.ts';
import type {LogsMode} from '../../source/store/logs.ts';
import type {MetadataMode} from '../../source/store/metadata.ts';
import type {ExecMode} from '../../source/store/output.ts';
import type {ProtectedMode} from '../../source/store/protection.ts';
import type {Ask, Confirmation, Mode} from '../../source/store/state.ts';
import type {TimelineMode} from '../../source/store/timeline.ts';
import {buildDraft} from './build-draft.ts';
import {buildMachine, presentMs} from './build-machine.ts';
import {confirmResourceMode, formMode} from './build-resources.ts';
import {buildState, buildTarget} from './build-state.ts';

/** A question as it opens, by default whether to stop or to kill the machine of `buildMachine`. */
export const confirmMode = (ask: Ask, given: Partial<Confirmation> = {}): ConfirmMode => {
	const confirmation: Confirmation = {
		order: {verb: ask.kind === 'yes' ? 'stop' : 'force-delete'},
		targets: [buildTarget()],
		skipped: [],
		hidden: 0,
		ask,
		openedAtMs: presentMs,
		...given,
	};
	return questionOf(confirmation);
};

/** The dialog of a command as it opens. */
export const execMode = (given: Partial<ExecMode> = {}): ExecMode => ({
	kind: 'exec',
	target: buildTarget(),
	commandLine: '',
	timeout: '10',
	field: 'command',
	recalled: 0,
	draft: '',
	...given,
});

/** The page of a log as it opens. */
export const logsMode = (given: Partial<LogsMode> = {}): LogsMode => ({
	kind: 'logs',
	at: undefined,
	filter: '',
	isWrapped: false,
	entry: undefined,
	...given,
});

/** The timeline as it opens. */
export const timelineMode = (given: Partial<TimelineMode> = {}): TimelineMode => ({
	kind: 'timeline',
	zoom: 1,
	endMs: undefined,
	top: 0,
	...given,
});

/** The dialog of metadata as it opens. */
export const metadataMode = (given: Partial<MetadataMode> = {}): MetadataMode => ({
	kind: 'metadata',
	target: buildTarget(),
	picked: 0,
	entry: undefined,
	...given,
});

/** What differs, as it is shown after an edit. */
export const changeMode = (given: Partial<ChangeMode> = {}): ChangeMode => ({
	kind: 'change',
	draft: buildDraft(),
	isOffered: true,
	scroll: 0,
	...given,
});

/** The picker of versions, with the live one and an earlier one. */
export const versionsMode = (given: Partial<VersionsMode> = {}): VersionsMode => ({
	kind: 'versions',
	target: buildTarget(),
	other: undefined,
	list: {
		rows: [
			{version: '01JMXW0000000000000000000A', image: 'nginx:latest', config: {image: 'nginx:latest'}, changeCount: 0, isLive: true},
			{version: '01JMXV0000000000000000000A', image: 'nginx:1', config: {image: 'nginx:1'}, changeCount: 1, isLive: false},
		],
		problem: undefined,
	},
	picked: 0,
	path: undefined,
	...given,
});

/** The form of a new machine, as it opens. */
export const newForm = (given: Partial<Parameters<typeof machineForm>[1]> = {}): Form =>
	machineForm(buildState({machines: [buildMachine()]}), {app: 'web', ...given});

/** What is to be made, as it is asked about. */
export const createMode = (given: Partial<MachinePlan> = {}): CreateMode => {
	const config = {image: 'nginx', env: {API_TOKEN: 'hunter2', LEVEL: 'info'}};
	const plan: MachinePlan = {
		app: 'web',
		input: {name: 'web-9', config},
		source: undefined,
		changes: diffConfigs({}, config),
		warnings: [],
		form: newForm(),
		...given,
	};
	return {kind: 'create', plan, scroll: 0};
};

const several = [buildTarget(), buildTarget({id: '148e123456ab00', name: 'web-2'})];

export const leftoverLease = (given: Partial<LeftoverLease> = {}): LeftoverLease => ({
	app: 'web',
	id: '148e123456abcd',
	name: 'web-1',
	expiresAtMs: presentMs + 60_000,
	record: '1-2-host.json',
	...given,
});

/** The question before a key changes something protected: here the one for a shell. */
export const protectedMode = (given: Partial<ProtectedMode> = {}): ProtectedMode => ({
	kind: 'confirm-protected',
	held: {kind: 'browse'},
	key: {name: 'S', text: 'S'},
	subjects: [{app: 'web', kind: 'machines', id: '148e123456abcd', regions: ['fra']}],
	names: ['web-1 148e123456abcd of web'],
	ask: {kind: 'type', expected: 'ssh 1', hint: 'the act and how many'},
	typed: '',
	...given,
});

export const breakLeaseMode = (given: Partial<BreakLeaseMode> = {}): BreakLeaseMode => ({
	kind: 'break-lease',
	target: buildTarget(),
	owner: 'ada@example.com',
	ask: {kind: 'type', expected: 'ada@example.com', hint: 'the owner'},
	typed: '',
	...given,
});

/** One mode of each kind, as it opens on the machine of `buildMachine`; all ways to confirm. */
export const someModes: readonly Mode[] = [
	{kind: 'browse'},
	{kind: 'filter', before: ''},
	{kind: 'prompt', text: '', picked: -1},
	{kind: 'help', scroll: 0},
	{kind: 'notes', scroll: 0},
	{kind: 'jobs', scroll: 0},
	confirmMode({kind: 'yes'}),
	confirmMode({kind: 'type', expected: 'web-1', hint: 'its full name'}),
	confirmMode({kind: 'yes'}, {targets: several}),
	confirmMode({kind: 'type', expected: 'force delete 2', hint: 'the act and how many'}, {targets: several}),
	confirmMode({kind: 'yes'}, {targets: several, hidden: 1}),
	confirmMode({kind: 'yes'}, {order: {verb: 'cordon'}}),
	confirmMode({kind: 'yes'}, {order: {verb: 'update', image: 'nginx:2'}}),
	{...confirmMode({kind: 'yes'}, {order: {verb: 'cordon'}}), lasts: '15', isLastsOpen: true},
	{kind: 'signal', verb: 'stop', targets: [buildTarget()], picked: 0, timeout: ''},
	{kind: 'signal', verb: 'signal', targets: several, picked: 0, timeout: ''},
	{kind: 'lease', target: buildTarget(), ttl: '120', isRenewed: true},
	breakLeaseMode(),
	protectedMode(),
	{kind: 'ask', plan: {kind: 'quit'}},
	{kind: 'ask', plan: {kind: 'open-shell', target: buildTarget(), owner: 'ada@example.com'}},
	{kind: 'leftover-leases', leases: [leftoverLease()]},
	{kind: 'leases', scroll: 0},
	{kind: 'actions', scroll: 0},
	{kind: 'changes', scroll: 0},
	timelineMode(),
	wholeFleet,
	{kind: 'copy', target: buildTarget()},
	{kind: 'copy-curl', target: buildTarget(), offers: [{title: 'done last: stop web-1', command: 'curl'}], picked: 0},
	{kind: 'wait', targets: [buildTarget()], picked: 0},
	{kind: 'wait', targets: several, picked: 0},
	execMode(),
	{kind: 'output', runId: 1, scroll: 0},
	logsMode(),
	metadataMode(),
	changeMode(),
	changeMode({isOffered: false}),
	versionsMode(),
	versionsMode({path: 'web.json'}),
	formMode(createVolumeForm('web')),
	formMode(newForm()),
	createMode(),
	{kind: 'new-machine', target: buildTarget()},
	formMode(setSecretForm('web')),
	formMode(updateForm([buildMachine()], undefined)),
	confirmResourceMode(),
	confirmResourceMode({order: {verb: 'extend-volume', sizeGb: 20}, ask: {kind: 'yes'}}),
	confirmResourceMode({hidden: 1}),
];
