import {createToken, type LocalOptions, startLocal} from './connect.ts';
import {exitCodes} from './exit-codes.ts';

const endSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

const untilSignal = (): Promise<void> =>
	new Promise(resolve => {
		for (const signal of endSignals) {
			process.once(signal, () => resolve());
		}
	});

/** Runs the local Machines API until a signal ends it: what a client needs goes to stdout, a line for each request to stderr. */
export const serve = async ({token = createToken(), ...options}: LocalOptions & {readonly token: string | undefined}): Promise<number> => {
	try {
		const server = await startLocal({...options, token, log: line => console.error(line)});
		process.on('exit', server.killProcesses);
		console.log(`export FLY_API_HOSTNAME=${server.url}`);
		console.log(`export FLY_API_TOKEN=${token}`);
		await untilSignal();
		await server.close();
		return exitCodes.ok;
	} catch (error) {
		console.error(error instanceof Error ? error.message : String(error));
		return exitCodes.failed;
	}
};
