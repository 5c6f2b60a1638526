import {connect, createServer, type Socket} from 'node:net';
import {onTestFinished} from 'vitest';

/** How slow a link is, each way. */
export type Slowness = {readonly delayMs: number; readonly bytesPerSecond: number};

export type SlowLink = {
	readonly port: number;
	/** Takes the link away from both sides, as a dropped connection is in the end. */
	readonly cut: () => void;
};

/** So much waits in the link at most; then it takes nothing more, as a modem does. */
const mostWaiting = 4096;
const pieceBytes = 128;

/** Carries what one side sends to the other, piece by piece: each when those before it have gone, and a while later. */
const carry = (from: Socket, to: Socket, {delayMs, bytesPerSecond}: Slowness): void => {
	let freeAtMs = 0;
	let waiting = 0;
	from.on('data', (data: Buffer) => {
		for (let at = 0; at < data.length; at += pieceBytes) {
			const piece = data.subarray(at, at + pieceBytes);
			freeAtMs = Math.max(freeAtMs, performance.now()) + (piece.length / bytesPerSecond) * 1000;
			waiting += piece.length;
			setTimeout(
				() => {
					waiting -= piece.length;
					to.write(piece);
					if (waiting < mostWaiting) {
						from.resume();
					}
				},
				freeAtMs - performance.now() + delayMs,
			);
		}

		if (waiting >= mostWaiting) {
			from.pause();
		}
	});
	from.on('end', () => setTimeout(() => to.end(), Math.max(0, freeAtMs - performance.now()) + delayMs));
};

const unlimited: Slowness = {delayMs: 0, bytesPerSecond: Number.POSITIVE_INFINITY};

/** A link to a port of this computer that is slow, and that can be cut. */
export const startSlowLink = async (port: number, slowness = unlimited): Promise<SlowLink> => {
	const sockets = new Set<Socket>();
	const keep = (socket: Socket): Socket => {
		sockets.add(socket);
		return socket.on('error', () => socket.destroy()).on('close', () => sockets.delete(socket));
	};
	const link = createServer({allowHalfOpen: true}, near => {
		const far = keep(connect({port, host: '127.0.0.1', allowHalfOpen: true, noDelay: true}));
		carry(keep(near.setNoDelay()), far, slowness);
		carry(far, near, slowness);
	});
	await new Promise<void>(resolve => {
		link.listen(0, '127.0.0.1', resolve);
	});
	const cut = (): void => {
		for (const socket of sockets) {
			socket.destroy();
		}
	};
	onTestFinished(() => {
		cut();
		link.close();
	});
	const address = link.address();
	if (typeof address !== 'object' || address === null) {
		throw new Error('the link has no port');
	}

	return {port: address.port, cut};
};
