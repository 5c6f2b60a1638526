import {spawn} from 'node:child_process';
import {Socket} from 'node:net';

/**
Kills what this program started when this program is gone, however it ended.

It is told which groups of processes there are. What left its group is known by a mark in its environment, where the system shows that.
*/
export type Guard = {
	readonly add: (groupId: number) => void;
	readonly remove: (groupId: number) => void;
	/** Nothing is left to be guarded. */
	readonly close: () => void;
};

/**
Reads what to guard from a pipe that only this program holds: at its end, nobody is left at the other side. Two lists, one pass each until
nothing new is found: what is in a guarded group or session, and what carries the mark. Arguments: the mark and the directory to remove.
*/
const script = `
trap '' HUP INT TERM
mark=$1 directory=$2 guarded=' '
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
	for stat in /proc/[0-9]*/stat; do
		read -r line < "$stat" || continue
		pid=\${line%% *}
		set -- \${line##*) }
		case $1,$guarded in
			[ZX],*) ;;
			*" $3 "* | *" $4 "*) end "$pid" ;;
		esac
	done
	for environ in $(grep -lsF -e "$mark" /proc/[0-9]*/environ); do
		pid=\${environ#/proc/}
		end "\${pid%/environ}"
	done
	[ "$found" = yes ] && sleep 0.1
done
rm -rf -- "$directory"
`;

/** Starts the guard: a shell that waits, in a session of its own, where no signal of the terminal reaches it. Nothing from a request is told to it but ids. */
export const startGuard = ({mark, directory}: {readonly mark: string; readonly directory: string}): Guard => {
	const groups = new Set<number>();
	let pipe: Socket | undefined;

	const start = (): void => {
		const shell = spawn('/bin/sh', ['-c', script, 'flydeck-guard', mark, directory], {
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
