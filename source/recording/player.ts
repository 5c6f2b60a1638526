import type {Clock} from '../domain/clock.ts';
import type {Answers} from '../domain/recording/answers.ts';
import {lengthMsOf, type RecordedExchange, type Recording} from '../domain/recording/recording.ts';
import {selectDiagnosis} from '../store/diagnosis.ts';
import {type Replay, replaySpeeds, type Steering} from '../store/replay.ts';
import type {State} from '../store/state.ts';
import type {Store} from '../store/store.ts';
import type {ReplayClock} from './replay-clock.ts';

export type Player = {
	readonly start: () => void;
	readonly steer: (how: Steering) => void;
	/** Plays up to a moment of the recording, in ms since it began, with every answer on the way. */
	readonly playTo: (untilMs: number) => Promise<void>;
	readonly stop: () => void;
};

type PlayerOptions = {
	readonly recording: Recording;
	readonly answers: Answers;
	/** The time of the recording. */
	readonly clock: ReplayClock;
	/** The time in which it is watched. */
	readonly watchClock: Clock;
	readonly store: Store;
	/** Reads an app at once. */
	readonly refresh: (app: string) => void;
};

const frameMs = 50;

const atEnd = 'The recording has ended: q quits, to replay it again.';

/** An answer takes some turns of the event loop on its way through the client. */
const turns = 4;

const settle = async (): Promise<void> => {
	for (let turn = 0; turn < turns; turn++) {
		await new Promise<void>(resolve => setImmediate(resolve));
	}
};

const machinesPath = /^\/v1\/apps\/([^/?]+)\/machines(?:\?|$)/;

const appOf = ({method, path}: RecordedExchange): string | undefined => {
	const app = method === 'GET' ? machinesPath.exec(path)?.[1] : undefined;
	try {
		return app === undefined ? undefined : decodeURIComponent(app);
	} catch {
		// No name of an app: nobody can have asked for it.
		return undefined;
	}
};

const troublesIn = (state: State): readonly {readonly id: string; readonly key: string}[] =>
	[...selectDiagnosis(state)].flatMap(([id, troubles]) => troubles.map(({kind}) => ({id, key: `${kind} ${id}`})));

/** Moves the time of a recording on as the person wants it, so that the screen sees what was seen then. */
export const createPlayer = ({recording, answers, clock, watchClock, store, refresh}: PlayerOptions): Player => {
	const startedAtMs = clock.now();
	const lengthMs = lengthMsOf(recording);
	const asked = recording.exchanges.toSorted((left, right) => left.askedMs - right.askedMs);
	const answeredMs = recording.exchanges.map(exchange => exchange.answeredMs).sort((left, right) => left - right);
	let nextAsked = 0;
	let isStopped = false;
	let cancelFrame: (() => void) | undefined;
	let work = Promise.resolve();
	let replay: Replay = {speed: 1, isPaused: false, isSeeking: false, isEnded: false};

	const elapsedMs = (): number => clock.now() - startedAtMs;

	const change = (given: Partial<Replay>): void => {
		replay = {...replay, ...given};
		store.dispatch({type: 'replay-changed', replay});
	};

	const tell = (text: string): void => store.dispatch({type: 'noted', tone: 'info', text, atMs: clock.now()});

	/** Who recorded may have asked for more than the clock makes this flydeck ask, as by a key: that is asked now. */
	const askAsThen = async (): Promise<void> => {
		for (let next = asked[nextAsked]; next !== undefined && next.askedMs <= elapsedMs(); next = asked[++nextAsked]) {
			const app = answers.isTaken(next) ? undefined : appOf(next);
			if (app !== undefined) {
				refresh(app);
				await settle();
			}
		}
	};

	/** One thing after the other until a moment, or until `isEnough` after one of them. */
	const advance = async (untilMs: number, isEnough: () => boolean = () => false): Promise<void> => {
		while (!isStopped) {
			const dueMs = Math.min(clock.nextDueMs() - startedAtMs, asked[nextAsked]?.askedMs ?? Number.POSITIVE_INFINITY);
			if (dueMs > untilMs) {
				break;
			}

			clock.moveTo(startedAtMs + dueMs);
			await settle();
			await askAsThen();
			if (isEnough()) {
				return;
			}
		}

		clock.moveTo(startedAtMs + untilMs);
		await settle();
		if (untilMs >= lengthMs && !replay.isEnded) {
			change({isEnded: true, isSeeking: false});
			tell('The recording ends here.');
		}
	};

	const queue = (job: () => Promise<void>): Promise<void> => {
		work = work.then(async () => {
			if (!isStopped && !replay.isEnded) {
				await job();
			}
		});
		return work;
	};

	const seekTrouble = async (): Promise<void> => {
		const known = new Set(troublesIn(store.getState()).map(({key}) => key));
		const found = (): string | undefined => troublesIn(store.getState()).find(({key}) => !known.has(key))?.id;
		await advance(lengthMs, () => !replay.isSeeking || found() !== undefined);
		const id = found();
		change({isSeeking: false});
		if (id !== undefined) {
			store.dispatch({type: 'view-changed', change: {cursorId: id}});
		}
	};

	const changeSpeed = (by: number): void => {
		const index = replaySpeeds.indexOf(replay.speed);
		change({speed: replaySpeeds[Math.min(replaySpeeds.length - 1, Math.max(0, index + by))] ?? 1, isPaused: false});
	};

	const steering: Readonly<Record<Steering, () => void>> = {
		pause: () => change(replay.isSeeking ? {isSeeking: false} : {isPaused: !replay.isPaused}),
		step() {
			change({isPaused: true, isSeeking: false});
			void queue(() => advance(answeredMs.find(atMs => atMs > elapsedMs()) ?? lengthMs));
		},
		faster: () => changeSpeed(1),
		slower: () => changeSpeed(-1),
		'next-trouble'() {
			change({isPaused: true, isSeeking: true});
			void queue(seekTrouble);
		},
	};

	/** Nothing moves any more, and every key is told that. */
	const steerAtEnd = (how: Steering): void => {
		if (how === 'faster' || how === 'slower') {
			steering[how]();
			tell(`${replay.speed}x. ${atEnd}`);
			return;
		}

		tell(atEnd);
	};

	const frame = (): void => {
		const seenAtMs = watchClock.now();
		cancelFrame = watchClock.after(frameMs, async () => {
			await queue(async () => {
				if (!replay.isPaused) {
					const passedMs = (watchClock.now() - seenAtMs) * replay.speed;
					await advance(Math.min(lengthMs, elapsedMs() + passedMs), () => replay.isPaused);
				}
			});
			if (!isStopped) {
				frame();
			}
		});
	};

	return {
		start() {
			change({});
			frame();
		},
		steer(how) {
			if (replay.isEnded) {
				steerAtEnd(how);
			} else {
				steering[how]();
			}
		},
		playTo: untilMs => queue(() => advance(Math.min(lengthMs, untilMs))),
		stop() {
			isStopped = true;
			cancelFrame?.();
		},
	};
};
