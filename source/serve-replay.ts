import {createToken} from './create-token.ts';
import {movedByMs} from './domain/recording/moved-times.ts';
import {lengthMsOf} from './domain/recording/recording.ts';
import {exitCodes} from './exit-codes.ts';
import {isLoopback} from './local/http/guard.ts';
import {listen} from './local/http/listen.ts';
import {createReplayApp} from './local/http/replay-app.ts';
import {print} from './print.ts';
import {readRecording} from './recording/read-recording.ts';
import {tell} from './refuse.ts';
import {systemClock} from './runtime/clock.ts';
import {untilSignal} from './until-signal.ts';

type ServeReplayOptions = {
	readonly file: string;
	readonly port: number;
	/** How many times as fast as it was recorded. */
	readonly speed: number;
	/** Whether what happened then is told to have happened then, and not as long ago as it was then. */
	readonly keepsTimes: boolean;
	readonly token: string | undefined;
	readonly address: string | undefined;
};

/**
Answers what a recording has, at its pace, until a signal ends it.

@throws Error with a sentence when the recording cannot be read, the port not be had, or nobody be told where the server is
*/
export const serveReplay = async ({
	file,
	port,
	speed,
	keepsTimes,
	token = createToken(),
	address = '127.0.0.1',
}: ServeReplayOptions): Promise<number> => {
	const {header, exchanges} = readRecording(file);
	const playedAtMs = systemClock.now();
	const playing = {recordedAtMs: header.startedAtMs, playedAtMs, lengthMs: lengthMsOf({exchanges}), speed};
	const app = createReplayApp({
		exchanges,
		elapsedMs: () => (systemClock.now() - playedAtMs) * speed,
		movedByMs: () => (keepsTimes ? 0 : movedByMs(playing, systemClock.now())),
		token,
		loopbackOnly: isLoopback(address),
		log: tell,
	});
	const server = await listen(app, address, port);
	// Listened for before anybody can know that the server is there.
	const ended = untilSignal();
	try {
		const host = address.includes(':') ? `[${address}]` : address;
		await print(`export FLY_API_HOSTNAME=http://${host}:${server.port}\nexport FLY_API_TOKEN=${token}`);
		await ended;
	} finally {
		await server.close();
	}

	return exitCodes.ok;
};
