import {keyProblem} from '../domain/metadata.ts';
import type {Deed} from '../store/copying.ts';
import type {FormMode} from '../store/forms.ts';
import type {LeaseMode} from '../store/leases.ts';
import type {MetadataMode} from '../store/metadata.ts';
import type {CommandRun} from '../store/output.ts';
import type {Mode, State, Target} from '../store/state.ts';
import type {Chord} from './chord.ts';
import type {Outcome} from './command.ts';
import {withProblems} from './form-fields.ts';
import {problemsOf, sendForm} from './forms.ts';
import {waitStates} from './machine.ts';
import {canBeOffered} from './modes/change.ts';
import {commandIn} from './modes/exec.ts';
import {badTtl, ttlOf} from './modes/lease.ts';
import {signalOrder} from './modes/signal.ts';
import {enterMode, note} from './outcomes.ts';

/** The key that copies what a question is about as a command, whatever else is typed there. */
export const askedCurlKey = 'ctrl-y';

/** What a question is about; or why it is about nothing that could be sent, as a sentence. */
type Asked = readonly Deed[] | string;

const forEach = (targets: readonly Target[], deedOf: (target: Target) => Deed): readonly Deed[] => targets.map(deedOf);

const leaseAsked = ({ownLeases}: State, mode: LeaseMode): Asked => {
	const type = ownLeases.has(mode.target.id) ? 'refresh-lease' : 'acquire-lease';
	return badTtl(mode) ?? [{type, target: mode.target, ttlSeconds: ttlOf(mode)}];
};

const runAsked = (run: CommandRun | undefined): Asked | undefined =>
	run === undefined ? undefined : [{type: 'exec', target: run.target, words: run.words, timeoutSeconds: run.timeoutSeconds}];

const metadataAsked = ({target, entry}: MetadataMode): Asked | undefined => {
	switch (entry?.kind) {
		case undefined:
			return undefined;
		case 'remove':
			return [{type: 'change-metadata', target, change: {key: entry.key, value: undefined}}];
		case 'set':
			return keyProblem(entry.key) ?? [{type: 'change-metadata', target, change: {key: entry.key, value: entry.value}}];
	}
};

/** What the question of a mode is about, without what it says itself; undefined where none is asked. */
const askedIn = (state: State, mode: Exclude<Mode, FormMode>): Asked | undefined => {
	switch (mode.kind) {
		case 'confirm': {
			const {order, targets} = mode.confirmation;
			return forEach(targets, target => ({type: 'act', target, order}));
		}

		case 'confirm-resource': {
			const {order, targets} = mode.confirmation;
			return targets.map(target => ({type: 'act-on-resource', target, order}));
		}

		case 'signal': {
			const order = signalOrder(mode);
			return typeof order === 'string' ? order : forEach(mode.targets, target => ({type: 'act', target, order}));
		}

		case 'wait': {
			const wanted = waitStates[mode.picked];
			return wanted === undefined ? undefined : forEach(mode.targets, target => ({type: 'wait', target, wanted}));
		}

		case 'exec': {
			const command = commandIn(mode);
			return typeof command === 'string' ? command : [{type: 'exec', target: mode.target, ...command}];
		}

		case 'output':
			return runAsked(state.runs.find(({id}) => id === mode.runId));
		case 'lease':
			return leaseAsked(state, mode);
		case 'break-lease':
			return [{type: 'release-lease', target: mode.target}];
		case 'leftover-leases':
			return mode.leases.map(target => ({type: 'release-lease', target}));
		case 'metadata':
			return metadataAsked(mode);
		case 'change':
			return canBeOffered(mode.draft) ? [{type: 'give-config', given: mode.draft}] : undefined;
		case 'create':
			return [{type: 'create-machine', app: mode.plan.app, input: mode.plan.input}];
		case 'confirm-protected':
			return mode.held.kind === 'form' ? undefined : askedIn(state, mode.held);
		case 'ask':
		case 'browse':
		case 'filter':
		case 'prompt':
		case 'help':
		case 'notes':
		case 'jobs':
		case 'leases':
		case 'actions':
		case 'changes':
		case 'copy':
		case 'copy-curl':
		case 'versions':
		case 'logs':
		case 'timeline':
		case 'fleet':
		case 'new-machine':
			return undefined;
	}
};

/** What a form would lead to, were it sent: nothing of that happens here, but what it says is said. */
const askedByForm = (state: State, {form}: FormMode): Asked | Outcome | undefined => {
	const corrected = withProblems(form, problemsOf(state, form));
	if (corrected !== undefined) {
		return enterMode({kind: 'form', form: corrected});
	}

	const {events = [], effects = []} = sendForm(state, form);
	const [sent] = effects;
	if (sent?.type === 'act-on-resources') {
		return sent.targets.map(target => ({type: 'act-on-resource', target, order: sent.order}));
	}

	const question = events.findLast(event => event.type === 'view-changed' && event.change.mode?.kind !== 'browse');
	const mode = question?.type === 'view-changed' ? question.change.mode : undefined;
	return mode === undefined || mode.kind === 'form' ? {events: events.filter(({type}) => type === 'noted')} : askedIn(state, mode);
};

/** Copies what the question of a mode is about as a command, and sends nothing; undefined for another key, or where nothing is asked. */
export const copyAsked = (state: State, {name}: Chord): Outcome | undefined => {
	const {mode} = state.view;
	if (name !== askedCurlKey) {
		return undefined;
	}

	const asked = mode.kind === 'form' ? askedByForm(state, mode) : askedIn(state, mode);
	if (typeof asked === 'string') {
		return note(state, 'warning', asked);
	}

	if (asked === undefined || !isDeeds(asked)) {
		return asked;
	}

	return {effects: [{type: 'copy-curl', deeds: asked}]};
};

const isDeeds = (asked: readonly Deed[] | Outcome): asked is readonly Deed[] => Array.isArray(asked);

/** Whether there is something to copy in a mode. */
export const isCurlAsked = (state: State, mode: Mode): boolean => mode.kind === 'form' || askedIn(state, mode) !== undefined;
