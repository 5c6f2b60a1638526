import {resolve as resolvePath} from 'node:path';
import {type LocalOptions, startLocal} from './connect.ts';
import {createToken} from './create-token.ts';
import {exitCodes} from './exit-codes.ts';
import {print} from './print.ts';
import {readTextFile} from './read-text-file.ts';
import {tell} from './refuse.ts';
import {untilSignal} from './until-signal.ts';

export type ServeOptions = LocalOptions & {
	readonly token: string | undefined;
	/** Where everything is kept; undefined: in memory. */
	readonly stateDirectory: string | undefined;
	readonly realism: 'none' | 'typical' | 'hostile';
	readonly limits: boolean;
	readonly faultsFile: string | undefined;
	readonly address: string | undefined;
};

/** The plan of faults in a file. Throws an Error with a sentence when it cannot be read. */
const readFaults = (file: string) => {
	const text = readTextFile(file);
	if (text === undefined) {
		throw new Error(`The plan of faults ${file} cannot be read.`);
	}

	try {
		return JSON.parse(text);
	} catch {
		throw new Error(`The plan of faults ${file} is not JSON.`);
	}
};

const openState = async (directory: string) => {
	// Loaded only where it is asked for: Node warns that its SQLite is young as soon as it is.
	const {createSqliteState} = await import('./local/state/sqlite-state.ts');
	const path = resolvePath(directory);
	return {state: createSqliteState(path), volumesDirectory: `${path}/volumes`};
};

/**
Runs the local Machines API until a signal ends it: what a client needs goes to stdout, a line for each request to stderr.

@throws Error with a sentence when it cannot be started, when nobody can be told where it is, or when its state can no longer be kept
*/
export const serve = async ({token = createToken(), stateDirectory, faultsFile, address, ...options}: ServeOptions): Promise<number> => {
	process.removeAllListeners('warning');
	const server = await startLocal({
		...options,
		token,
		log: tell,
		...(stateDirectory === undefined ? {} : await openState(stateDirectory)),
		...(faultsFile === undefined ? {} : {faults: readFaults(faultsFile)}),
		...(address === undefined ? {} : {address}),
	});
	process.on('exit', server.killProcesses);
	if (address !== undefined) {
		tell(`Listening on ${address}: whoever reaches it and has the token can run commands on this computer.`);
	}

	// Listened for before anybody can know that the server is there.
	const ended = untilSignal();
	try {
		await print(`export FLY_API_HOSTNAME=${server.url}\nexport FLY_API_TOKEN=${token}`);
		const failure = await Promise.race([ended, server.failure]);
		if (failure !== undefined) {
			throw failure;
		}
	} finally {
		await server.close();
	}

	return exitCodes.ok;
};
