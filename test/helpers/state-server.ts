import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {createInterface} from 'node:readline';
import {fileURLToPath} from 'node:url';
import {onTestFinished} from 'vitest';
import {type Call, callWith} from './local-server.ts';

const program = fileURLToPath(new URL('serve-state.ts', import.meta.url));

export type StateServer = {
	readonly call: Call;
	/** Ends it as SIGKILL does, and waits until it is gone. */
	readonly kill: () => Promise<void>;
};

/** Starts a local API over a state directory as a process of its own. */
export const startStateServer = async (directory: string, temporaryDirectory: string): Promise<StateServer> => {
	const child = spawn(process.execPath, [program, directory, temporaryDirectory], {stdio: ['ignore', 'pipe', 'inherit']});
	const ended = once(child, 'exit');
	const kill = async (): Promise<void> => {
		child.kill('SIGKILL');
		await ended;
	};

	onTestFinished(kill);
	const [url] = await once(createInterface(child.stdout), 'line');
	return {call: callWith(String(url)), kill};
};
