import {constants, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import packageJson from '../package.json' with {type: 'json'};
import {createRedact} from './api/secrets.ts';
import {type Hide, inReport, messageWithout} from './domain/fault.ts';
import type {Machine} from './domain/machine.ts';
import {createKnownValues} from './domain/recording/known-values.ts';
import {ensureOwnDirectory, withOwnFile} from './private-files.ts';
import {errorInWords} from './runtime/failure.ts';
import type {State} from './store/state.ts';

const {O_TRUNC, O_WRONLY} = constants;

type Scene = {
	readonly stateDirectory: string;
	/** What may stand nowhere: the token. */
	readonly secrets: readonly string[];
	readonly state: State;
	readonly atMs: number;
	readonly stdout: Pick<NodeJS.WriteStream, 'columns' | 'rows'>;
};

/** Takes the secrets out of a text, and what a machine has in its env. */
const createHide = (secrets: readonly string[], machines: readonly Machine[]): Hide => {
	const redact = createRedact(secrets);
	const values = createKnownValues();
	for (const {config} of machines) {
		values.learn(config?.raw ?? null);
	}

	return text => values.hide(redact(text));
};

const save = (text: string, stateDirectory: string): string => {
	const path = join(stateDirectory, 'crash.txt');
	try {
		ensureOwnDirectory(stateDirectory);
		withOwnFile(path, O_WRONLY | O_TRUNC, descriptor => writeFileSync(descriptor, text));
		return `The report of it is in ${path}: it holds no token and no env. Send it with the story of what you did.`;
	} catch (error) {
		return `A report of it could not be kept: ${errorInWords(error)}`;
	}
};

/** Keeps what is known of a fault of flydeck's own, in `crash.txt` of the state directory, and tells of both. The report of the fault before goes. */
export const tellFault = (error: unknown, scene: Scene): string => {
	const {state, stdout, atMs} = scene;
	const machines = [...state.listed.values()].flat();
	const hide = createHide(scene.secrets, machines);
	const {version, platform, arch} = process;
	const head = [
		`flydeck ${packageJson.version}, Node ${version}, ${platform} ${arch}`,
		`at ${new Date(atMs).toISOString()}, ${stdout.columns}x${stdout.rows}, in ${state.view.mode.kind}, ${machines.length} machines`,
	];
	const report = [...head, '', ...inReport(error, hide), ''].join('\n');
	const message = messageWithout(errorInWords(error), hide).replace(/\.$/, '');
	return `flydeck ended because of a fault of its own: ${message}. ${save(report, scene.stateDirectory)}`;
};
