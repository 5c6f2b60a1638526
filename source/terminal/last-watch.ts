import {spawn} from 'node:child_process';
import {Writable} from 'node:stream';
import {putBackLast} from './put-back.ts';

/** How a terminal is set that is not in raw mode. */
const usualSettings = 'icanon echo isig iexten icrnl ixon';

/**
Waits until flydeck is gone, and puts the terminal back when it was last told that the screen is shown. It is no job of its own, so that a shell
that has taken the terminal back meanwhile, and set it as it likes it, is not interfered with.
*/
const script = `trap '' INT QUIT TSTP HUP TERM
settings=$(stty -g)
# Raw mode may have been faster.
case $(stty -a) in *-icanon*) settings='${usualSettings}' ;; esac
while read -r state <&3; do last=$state; done
[ "$last" = shown ] || exit 0
# What flydeck writes to need not wait for a terminal that is slow, and this must.
printf '%s%s\\n' "$1" "$2" >"$(tty)"
stty $settings`;

const told = 'flydeck is gone (killed, out of memory, or cut off): the terminal is put back as it was.';

/** What watches over a terminal from outside. */
export type LastWatch = {
	/** Tells it whether the screen is shown. */
	readonly tell: (isShown: boolean) => void;
};

/** Starts a small program which puts the terminal back when this one ends without doing so. Where there is no shell for it, nothing watches. */
export const startLastWatch = (): LastWatch => {
	const shell = spawn('sh', ['-c', script, 'sh', putBackLast, told], {stdio: ['inherit', 'inherit', 'ignore', 'pipe']});
	const [, , , wire] = shell.stdio;
	shell.on('error', () => {});
	shell.unref();
	if (!(wire instanceof Writable)) {
		return {tell() {}};
	}

	// It may be gone itself.
	wire.on('error', () => {});
	if ('unref' in wire && typeof wire.unref === 'function') {
		wire.unref();
	}

	return {
		tell(isShown) {
			wire.write(isShown ? 'shown\n' : 'left\n');
		},
	};
};
