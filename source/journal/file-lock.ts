import {readlinkSync, rmSync, symlinkSync} from 'node:fs';
import {hasEnded} from './process-mark.ts';

const tries = 100;
const pauseMs = 10;

const pause = (): void => {
	Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pauseMs);
};

const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : undefined);

/** Makes a link that leads nowhere and whose text is the owner's mark: it is there with its mark, or not at all. */
const take = (lock: string, mark: string): boolean => {
	try {
		symlinkSync(mark, lock);
		return true;
	} catch (error) {
		if (codeOf(error) === 'EEXIST') {
			return false;
		}

		throw error;
	}
};

const isLeft = (lock: string): boolean => {
	try {
		return hasEnded(readlinkSync(lock));
	} catch {
		return false;
	}
};

/** Removes a lock whose owner has ended. One at a time does so: a slower one would remove the lock of whoever came next. */
const removeLeft = (lock: string, mark: string): void => {
	const turn = `${lock}.left`;
	if (!(isLeft(lock) && take(turn, mark))) {
		return;
	}

	try {
		if (isLeft(lock)) {
			rmSync(lock);
		}
	} finally {
		rmSync(turn);
	}
};

/**
Does some work while no other process does work with the same lock. It is for work that takes a moment: the others wait for it, a second at
most. What a process that was killed left behind does not stop them. `mark` is that of this process.

@throws Error whose message is a sentence when others go on holding the lock
*/
export const withLock = <Answer>(lock: string, mark: string, work: () => Answer): Answer => {
	for (let tried = 0; !take(lock, mark); tried++) {
		if (tried === tries) {
			throw new Error(`Another flydeck holds ${lock}: try again, and remove it if none runs.`);
		}

		removeLeft(lock, mark);
		pause();
	}

	try {
		return work();
	} finally {
		rmSync(lock);
	}
};
