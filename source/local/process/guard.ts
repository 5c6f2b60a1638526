import {spawn} from 'node:child_process';
import {Socket} from 'node:net';

/**
Kills what this program started when this program is gone, however it ended.

It is told which groups of processes there are. On Linux, what left its group and session is known by its limit on file locks, which it
cannot but inherit (see lock-limit.ts), or, where `prlimit` is missing, by a mark in its environment. What remains: on Linux, only what sets that
limit for itself, or forks and ends faster than it can be looked at; without `prlimit`, what clears its environment, leaves its session and loses its parent; on a Mac, where no process shows its
session, limits or environment to another, what leaves its group.
*/
export type Guard = {
	readonly add: (groupId: number) => void;
	readonly remove: (groupId: number) => void;
	/** Nothing is left to be guarded. */
	readonly close: () => void;
};

/**
Reads what to guard from a pipe that only this program holds: at its end, nobody is left at the other side. Pass after pass until
nothing new is found: what is in a guarded group or session, and what carries a mark. Arguments: the mark, the first digits of the limits, and
the directory to remove.
*/
const script = `
trap '' HUP INT QUIT TERM
mark=$1 limit=$2 directory=$3 guarded=' '
while read -r word id; do
	case $word in
		add) guarded="$guarded$id " ;;
		remove) guarded="\${guarded%%" $id "*} \${guarded#*" $id "}" ;;
	esac
done
for id in $guarded; do
	kill -s KILL -- "-$id"
done
end() {
	kill -s KILL "$1" && found=yes
}
rounds=0 found=yes
while [ "$found" = yes ] && [ "$rounds" -lt 50 ]; do
	rounds=$((rounds + 1)) found=no
	marked=$(grep -lsF -e "$mark" /proc/[0-9]*/environ; grep -lsE "^Max file locks +$limit" /proc/[0-9]*/limits)
	for stat in /proc/[0-9]*/stat; do
		read -r line < "$stat" || continue
		pid=\${line%% *}
		set -- \${line##*) }
		case $1,$guarded$marked in
			[ZX],*) ;;
			*" $3 "* | *" $4 "* | *"/proc/$pid/"*) end "$pid" ;;
		esac
	done
	[ "$found" = yes ] && sleep 0.1
done
rm -rf -- "$directory"
`;

export type GuardOptions = {
	/** What the environments of all processes hold that were started. */
	readonly mark: string;
	/** What their limits on file locks begin with, in digits. */
	readonly limitPrefix: string;
	/** Removed at the end. */
	readonly directory: string;
};

/** Starts the guard: a shell that waits, in a session of its own, where no signal of the terminal reaches it. Nothing from a request is told to it but ids. */
export const startGuard = ({mark, limitPrefix, directory}: GuardOptions): Guard => {
	const groups = new Set<number>();
	let pipe: Socket | undefined;

	const start = (): void => {
		const shell = spawn('/bin/sh', ['-c', script, 'flydeck-guard', mark, limitPrefix, directory], {
			cwd: '/',
			detached: true,
			env: {PATH: '/usr/bin:/bin'},
			stdio: ['pipe', 'ignore', 'ignore'],
		});
		const own = shell.stdin instanceof Socket ? shell.stdin : undefined;
		const lose = (): void => {
			if (pipe === own) {
				pipe = undefined;
			}
		};

		// A guard that was killed is replaced when there is something new to guard.
		shell.on('error', lose).on('exit', lose);
		own?.on('error', lose);
		// Neither keeps this program running.
		shell.unref();
		own?.unref();
		pipe = own;
		for (const id of groups) {
			own?.write(`add ${id}\n`);
		}
	};

	start();
	return {
		add(groupId) {
			groups.add(groupId);
			if (pipe === undefined) {
				start();
			} else {
				pipe.write(`add ${groupId}\n`);
			}
		},
		remove(groupId) {
			groups.delete(groupId);
			pipe?.write(`remove ${groupId}\n`);
		},
		close: () => pipe?.end(),
	};
};
