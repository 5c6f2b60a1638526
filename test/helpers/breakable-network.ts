import {connect, createServer, type Socket} from 'node:net';
import {onTestFinished} from 'vitest';

/** How a network fails: it refuses, or it is silent, so that nothing ever comes back. */
export type Breakage = 'refusing' | 'silent';

export type BreakableNetwork = {
	/** Where the server is reached through the network. */
	readonly url: string;
	readonly breakIt: (breakage: Breakage) => void;
};

/** A network between a test and a local server, that can be broken in the middle of things. */
export const startBreakableNetwork = async (port: number): Promise<BreakableNetwork> => {
	const sockets = new Set<Socket>();
	let broken: Breakage | undefined;
	const keep = (socket: Socket): Socket => {
		sockets.add(socket);
		return socket.on('error', () => socket.destroy()).on('close', () => sockets.delete(socket));
	};
	const network = createServer(client => {
		keep(client);
		if (broken === undefined) {
			const server = keep(connect(port, '127.0.0.1'));
			client.pipe(server).pipe(client);
		} else if (broken === 'refusing') {
			client.destroy();
		}
	});
	await new Promise<void>(resolve => {
		network.listen(0, '127.0.0.1', resolve);
	});
	const end = (): void => {
		for (const socket of sockets) {
			socket.destroy();
		}
	};
	onTestFinished(() => {
		end();
		network.close();
	});
	const address = network.address();
	return {
		url: `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`,
		breakIt(breakage) {
			broken = breakage;
			if (breakage === 'refusing') {
				end();
				return;
			}

			for (const socket of sockets) {
				socket.unpipe();
				socket.resume();
			}
		},
	};
};
