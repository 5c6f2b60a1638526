import {resourceGate} from '../commands/resource-gate.ts';
import type {Certificate} from '../domain/resources/certificate.ts';
import type {ResourceTarget} from '../domain/resources/orders.ts';
import {certificateLines} from '../domain/resources/table-certificates.ts';
import {resourceWarningOf} from '../domain/resources/warnings.ts';
import {type ActionRecorder, createActionRecorder} from '../runtime/action-recorder.ts';
import {createResourceRunner, type ResourceRunner} from '../runtime/resource-runner.ts';
import {initialState} from '../store/initial-state.ts';
import {resourceSubject} from '../store/protection.ts';
import type {Ask} from '../store/state.ts';
import {createStore, type Store} from '../store/store.ts';
import {type Consent, confirm, type Speaker} from './ask.ts';
import type {CarriedOut} from './carry-out.ts';
import type {CrewOptions} from './crew.ts';
import {type DeedSurroundings, type Meant, meantBy, type WantedDeed} from './deed-targets.ts';
import type {DeedKind} from './deeds.ts';
import {type ActResult, leftAlone} from './results.ts';

export type CarryOutDeedOptions = CrewOptions &
	Speaker &
	DeedSurroundings & {
		readonly consent: Consent;
		/** Is given what ends it early, before anything is asked or sent. */
		readonly onBegin: (runner: Pick<ResourceRunner, 'stop'>, observe: ActionRecorder['observe']) => void;
	};

const nobody = (): void => {};

/** A store that knows what was read. */
const storeOf = ({clock, isLocal, host, organization, protection, rows, machines}: CarryOutDeedOptions, list: DeedKind): Store => {
	const nowMs = clock.now();
	const byApp = Map.groupBy(machines, ({app}) => app);
	const store = createStore(initialState({isLocal, host, organization, protection, apps: [...byApp.keys()], nowMs}));
	for (const [app, listed] of byApp) {
		store.dispatch({type: 'machines-received', app, requestId: 1, requestedAtMs: nowMs, readAgainMs: 0, machines: listed, issues: []});
	}

	for (const [app, listed] of Map.groupBy(rows, ({app: name}) => (list === 'apps' ? '' : name))) {
		const source = {kind: list, app, volumeId: undefined};
		store.dispatch({type: 'resources-received', source, requestedAtMs: nowMs, rows: listed, issues: []});
	}

	return store;
};

const skipped = ({app, id}: ResourceTarget, text: string): ActResult => ({
	target: {app, id, name: ''},
	isOk: false,
	isSkipped: true,
	text,
	tookMs: 0,
});

/** What will happen to what, what will not and why, and what cannot be taken back where that is asked. */
const planOf = (title: string, {order, targets}: Meant, isAsked: boolean): readonly string[] => {
	const warning = isAsked ? resourceWarningOf(order) : undefined;
	const left = targets.flatMap(({why}) => why ?? []);
	return [
		`${title}:`,
		...targets.filter(({why}) => why === undefined).map(({target}) => `  ${target.words}`),
		...(left.length === 0 ? [] : ['left out:', ...left.map(why => `  ${why}`)]),
		...(warning === undefined ? [] : [warning]),
	];
};

/** What has to be known of a certificate once it was looked at. */
const linesOf = (certificate: Certificate): readonly string[] =>
	certificateLines(certificate).map(line => line.map(({text}) => text).join(''));

/** Does what is wanted to things that are no machines, as the screen does it: refused for a known reason, asked, read again, and sent once. */
export const carryOutDeed = async (wanted: WantedDeed, options: CarryOutDeedOptions): Promise<CarriedOut> => {
	const {api, clock, organization, openLog, tell, ask: put, consent, onBegin} = options;
	const {title, list, deed} = wanted;
	const store = storeOf(options, list);
	const meant = meantBy(wanted, options, store.getState());
	if (meant.kind !== 'meant') {
		return meant;
	}

	const {order, targets} = meant;
	const results = new Map(targets.map(({target, why}) => [target.id, skipped(target, why ?? `${target.words}: ${leftAlone}`)]));
	const reached = targets.flatMap(({target, why}) => (why === undefined ? [target] : []));
	if (reached.length === 0) {
		return {kind: 'done', results: [...results.values()]};
	}

	const recorder = createActionRecorder({api, store, clock, openLog});
	// All that can be noted so far is that the log cannot be kept.
	for (const {text} of store.getState().notes) {
		tell(text);
	}

	const runner = createResourceRunner({
		api,
		store,
		clock,
		organization,
		refresh: nobody,
		onAppsChanged: nobody,
		record(act) {
			const {thing: target, tone, text, tookMs} = act;
			recorder.recordAct(act);
			const certificate = store.getState().certificates.get(`${target.app}/${target.id}`);
			const lines = certificate === undefined ? [] : linesOf(certificate);
			results.set(target.id, {target, isOk: tone === 'ok', isSkipped: tone === 'warning', text, tookMs, lines});
		},
	});
	onBegin(runner, recorder.observe);
	const verdict = resourceGate(store.getState(), order, reached);
	if (verdict.kind === 'deny') {
		return {kind: 'none', why: verdict.why};
	}

	const usual: Ask | undefined = !deed.isNew && deed.isReadOnly === true ? undefined : {kind: 'yes'};
	const asked = verdict.kind === 'confirm' ? verdict.ask : usual;
	const lines = planOf(title, meant, asked !== undefined);
	const known = store.getState();
	const subjects = reached.map(target => resourceSubject(known, order, target));
	const plan = {title, lines, count: reached.length, ask: asked, subjects};
	const answer = await confirm(plan, known, consent, {tell, ask: put});
	if (answer.kind !== 'go') {
		return answer;
	}

	await api.allowing(answer.allowed, () => runner.run(order, reached));
	return {kind: 'done', results: [...results.values()]};
};
