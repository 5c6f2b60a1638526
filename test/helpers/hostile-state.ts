import {decodeCertificate} from '../../source/api/decode/certificate.ts';
import {decodeLogPage} from '../../source/api/decode/log.ts';
import {decodeMachineList} from '../../source/api/decode/machine-list.ts';
import {outputText} from '../../source/api/decode/output.ts';
import {cloneOf} from '../../source/domain/config/clone.ts';
import {diffConfigs} from '../../source/domain/config/diff.ts';
import {readEdited} from '../../source/domain/config/edited.ts';
import type {Json, JsonObject} from '../../source/domain/json.ts';
import {printable} from '../../source/domain/text.ts';
import {newJob} from '../../source/store/jobs.ts';
import type {Mode, State} from '../../source/store/state.ts';
import {buildChange} from './build-change.ts';
import {buildDraft} from './build-draft.ts';
import {buildLog} from './build-log.ts';
import {buildExitEvent, presentMs} from './build-machine.ts';
import {itemWith, kinds, listing} from './build-resources.ts';
import {buildFailure, buildState, buildTarget, reduceAll} from './build-state.ts';
import {hostileBody, hostileConfig} from './hostile-api.ts';
import {changeMode, confirmMode, createMode, newForm, someModes, versionsMode} from './modes.ts';

const outside = /web-[129]|148e123456ab\w\w|ada@example\.com|nginx(?::\w+)?|web\.json|\bweb\b|vol_\w+|\bfra\b/g;

/** A mode with a text in the place of all that comes from outside: it came through the decoder or the keyboard, and is printable. */
const withText = (mode: Mode, text: string): Mode =>
	JSON.parse(JSON.stringify(mode), (_key, value: unknown) => (typeof value === 'string' ? value.replace(outside, () => text) : value));

/** The same for what keeps a config to the letter, with the text as it is. */
const exactModes = (text: string): readonly Mode[] => {
	const before = hostileConfig(text) as unknown as JsonObject;
	const config = {...(hostileConfig(`${text}2`) as unknown as JsonObject), image: 'nginx'};
	const {left} = cloneOf(before);
	const edited = readEdited(JSON.stringify(config), before);
	const warnings = edited.ok ? edited.warnings : edited.problems;
	const target = buildTarget({name: printable(text), id: printable(`1${text}`) || '1'});
	const source = {target, region: printable(text), config: before, left};
	return [
		changeMode({draft: buildDraft({target, origin: {kind: 'edit', path: text}}), isOffered: false}),
		changeMode({draft: buildDraft({target, origin: {kind: 'file', path: text}})}),
		changeMode({draft: buildDraft({target, warnings, origin: {kind: 'file', path: text}}, before, config)}),
		changeMode({draft: buildDraft({target, warnings, origin: {kind: 'edit', path: text}}, {}, config), isOffered: false}),
		createMode({input: {name: text, region: text, config}, changes: diffConfigs({}, config), warnings}),
		createMode({input: {name: text, region: text, config}, source, changes: diffConfigs(before, config), warnings}),
		{kind: 'form', form: newForm({source, base: before})},
		versionsMode({
			target,
			list: {
				rows: [{version: printable(text), image: printable(text), config, changeCount: 1, isLive: true}],
				problem: printable(text),
			},
		}),
	];
};

/** One mode of each kind, with a text from outside wherever one can be. */
export const hostileModes = (text: string): readonly Mode[] => {
	const clean = printable(text);
	const target = buildTarget({name: clean, id: printable(`1${text}`)});
	return [
		...someModes.map(mode => withText(mode, clean)),
		...exactModes(text),
		{
			...confirmMode({kind: 'type', expected: clean, hint: 'its full name'}, {targets: [target], skipped: [{target, why: clean}]}),
			typed: clean,
		},
		{kind: 'prompt', text: clean, picked: 0},
		{kind: 'copy-curl', target, offers: [{title: clean, command: clean}], picked: 0},
		{kind: 'copy', target: {...target, id: `1${clean}`}},
	];
};

const resourceItems = (text: string) => ({
	apps: itemWith('apps', {id: text, name: text, status: text, organizationSlug: text}),
	volumes: itemWith('volumes', {id: text, name: text, state: text, region: text, zone: text, fileSystem: text, hostStatus: text}),
	secrets: itemWith('secrets', {name: text, digest: text}),
	certificates: itemWith('certificates', {hostname: text, status: text, dnsProvider: text}),
	ips: itemWith('ips', {ip: text, region: text, serviceName: text}),
	snapshots: itemWith('snapshots', {id: text, status: text, digest: text}),
});

/** A state that knows of nothing but a text, in the machines, the journal, the notes, the log and all the rest. */
export const hostileState = (text: string): State => {
	const clean = printable(text);
	const json = (path: string): Json => hostileBody(path, text) as Json;
	const machines = decodeMachineList(json('/v1/apps/web/machines'), 'web')?.machines ?? [];
	const [first] = machines;
	const target = buildTarget({id: first?.id ?? '1', name: clean});
	const action = {
		kind: 'act' as const,
		atMs: presentMs - 1000,
		what: clean,
		app: clean,
		machineId: target.id,
		name: clean,
		status: 200,
		requestId: clean,
		result: clean,
		tookMs: 10,
		curl: clean,
	};
	const change = {aspect: `check:${clean}` as const, atMs: presentMs - 2000, value: clean, detail: clean, lastDetail: clean};
	const olderEvent = {...buildExitEvent({exitCode: 1, error: clean}, 9_000_000), id: clean, status: clean, source: clean};
	const job = newJob(1, {verb: 'stop', signal: 'SIGTERM', timeoutSeconds: 30}, [target, target], 1, presentMs);
	const state = buildState({
		machines,
		apps: ['web'],
		organization: clean,
		host: clean,
		actions: [action],
		jobs: [{...job, status: 'paused', items: job.items.map(item => ({...item, step: 'failed', text: clean}))}],
		runs: [
			{
				id: 1,
				target,
				commandLine: clean,
				words: [clean],
				timeoutSeconds: 10,
				startedAtMs: presentMs - 1000,
				endedAtMs: presentMs,
				outcome: {
					kind: 'ended',
					result: {exitCode: 1, exitSignal: undefined, stdout: outputText(`${text}\n${text}`), stderr: outputText(text)},
				},
			},
		],
		log: buildLog({source: {app: clean, target}, lines: decodeLogPage(json('/v1/apps/web/logs'), '')?.lines ?? []}),
		metadata: {machineId: target.id, values: {[clean]: clean}, problem: undefined} as unknown as State['metadata'],
		regions: [clean],
		changesSince: {
			sinceMs: presentMs - 3_600_000,
			machines: [
				buildChange({machineId: target.id, app: clean, name: clean, state: clean, failingChecks: [clean], host: clean, lease: clean}),
			],
		},
		history: new Map([
			[
				target.id,
				{
					items: [
						{kind: 'change', atMs: change.atMs, change},
						{kind: 'event', atMs: olderEvent.timestampMs, event: olderEvent},
						{kind: 'action', atMs: action.atMs, action, requestIds: [clean]},
					],
					olderEvents: [olderEvent],
					checks: [],
					days: [],
				} as never,
			],
		]),
		appsFailure: buildFailure({message: clean, cause: clean}),
	});
	return reduceAll(
		state,
		{type: 'noted', tone: 'error', text: `${text}: ${text}`, atMs: presentMs},
		{type: 'view-changed', change: {cursorId: target.id, isCursorChosen: true, filter: ''}},
	);
};

/** The state with each table of things that are no machines open, and all details of the first thing. */
export const hostileTables = (text: string): readonly State[] => {
	const clean = printable(text) || '?';
	const state = hostileState(text);
	const items = resourceItems(clean);
	const certificate = decodeCertificate(hostileBody('/v1/apps/web/certificates/x', text) as Json);
	return kinds.map(kind => {
		const shown = listing(state, kind, [items[kind]]);
		const key = [...shown.resources.values()].at(-1)?.rows[0]?.key;
		return kind === 'certificates' && certificate !== undefined && key !== undefined
			? {...shown, certificates: new Map([[key, certificate]])}
			: shown;
	});
};
