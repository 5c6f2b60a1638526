import {configHelp} from './config-help.ts';
import {isResourceCommand, type ResourceCommand, type Worded} from './flags.ts';
import {insideHelp} from './inside-help.ts';
import {namingMachines} from './naming-help.ts';
import {resourceHelpOf} from './resource-help.ts';

/** What `flydeck --help` prints: no line is wider than 80 cells. */
export const helpText = `Watch and control Fly Machines from the terminal.

  flydeck          the live table; where there is no token, of a local demo
  flydeck list     the table once, as text; the same where stdout is no terminal
  flydeck serve    the local Machines API alone
  flydeck history MACHINE
                   what flydeck saw of a machine, from the journal on disk
  flydeck record FILE
                   the live table, and what the API answers to it in a file, its
                   secrets left out; where stdout is no terminal, the file alone
  flydeck replay FILE
                   the same screen at such a file, without a token: to stop,
                   step, play faster and go on to the next trouble

  flydeck start | stop | suspend | restart | signal | cordon | uncordon |
          update | delete | wait | exec | lease    MACHINES
                   the same act as on the screen, without it: for machines by
                   id, name or query. flydeck help stop tells more of stop.

  flydeck edit | back | compare | versions | clone    MACHINE
                   change the config of a machine, go back to one that it had,
                   compare it, list the earlier ones, make another like it
  flydeck create   a machine with the config of a file
  flydeck logs | metadata    MACHINES
                   what machines write; the pairs that are kept with them
  flydeck apps | volumes | secrets | certificates | ips    [list | ...]
                   what there is besides machines. flydeck help apps tells more

Options of flydeck, flydeck list, flydeck record and the acts
  -a, --app NAME         an app to show, or more by commas [all there are]
  -o, --org SLUG         the organization [personal]
  -t, --token TOKEN      the API token; FLY_API_TOKEN keeps it out of sight
  --api-url URL          the Machines API [https://api.machines.dev]
  --local                the local demo, even where there is a token
  --json                 the table once, or the results of an act, as JSON
  --read-only            change nothing: what would, is refused
  --protect PATTERNS     such as app:prod-*,region:fra: what changes these wants
                         words to be typed, or --yes and --confirm WORDS
  --allow-plain-http     send the token to a public host although it is http://
  --filter QUERY         of flydeck and lists: only what fits; flydeck help stop
                         tells how it is written

Options of flydeck and flydeck record
  --interval SECONDS     between two reads [2 while something changes, else 5]
  --bell                 ring when a machine gets into new trouble
  --no-journal           keep nothing of what happens on disk
  --no-views             without the filters and orders that ctrl-s saved

Options of flydeck record
  --force                overwrite the file

Options of flydeck history
  --since TIME           how far back, as 30m, 24h or 7d [24h]
  --filter QUERY         only lines that fit: words, kind: type: exit: age: ...
  --json                 as JSON

Options of the local API (flydeck --local, list --local, serve)
  --port NUMBER          0: any free port [0]
  --scenario NAME        the machines to begin with: demo or empty [demo]
  --seed NUMBER          the same seed makes the same machines [1]
  --fleet NUMBER         so many simulated machines more, in the app fleet [0]
  --speed NUMBER         how much faster simulated things happen [1]

Options of flydeck serve
  -t, --token TOKEN      the token that it wants [a new one]
  --state-dir DIRECTORY  keep everything there, over restarts too [memory]
  --realism LEVEL        the API's races and delays: none, typical or hostile
                         [typical]
  --no-limits            no rate limits
  --faults FILE          a plan of faults, as JSON
  --listen ADDRESS       listen there, not on 127.0.0.1; needs --token
  --replay FILE          answer what a recording has, at its pace or at --speed,
                         as if it happened now
  --keep-times           with --replay: leave the times in it as they are

Environment
  FLY_ACCESS_TOKEN, FLY_API_TOKEN, FLY_APP, FLY_ORG, FLY_FLAPS_BASE_URL,
  FLY_API_HOSTNAME; FLYDECK_READ_ONLY=1, FLYDECK_PROTECT=PATTERNS and
  FLYDECK_ALLOW_PLAIN_HTTP=1, as the flags; NO_COLOR

Exit codes
  0  good
  1  it failed; for list: not everything could be read, or not be printed;
     for an act: not every machine is as was asked for, or that is not known.
     That stdout is closed from the beginning (>&-) is not noticed
  2  wrong usage or configuration, or a question that nobody can be asked
  3  the token was refused
  130, 143 and others: a signal ended it`;

export type ActHelp = {
	/** What it is for [MACHINES]; empty: for none. */
	readonly machines?: string;
	/** What stands after the machines on the command line. */
	readonly usage?: string;
	readonly does: string;
	/** What is told before it is done, and how it is asked, where that is not as for most. */
	readonly rules?: string;
	/** Nothing is asked then. */
	readonly isReadOnly?: true;
	/** The options that not every act has. */
	readonly options?: readonly string[];
	readonly example: string;
};

const parallel = '--parallel NUMBER      so many machines at once; the first failure ends it [1]';
const stopSignal = "--signal SIGNAL        sent to the process [the machine's own, or SIGINT]";
const stopTimeout = "--timeout SECONDS      until it is killed [the machine's own, or 5]";

const actHelp: Readonly<Record<Exclude<Worded, ResourceCommand>, ActHelp>> = {
	start: {does: 'Starts machines, and waits until they run and their checks pass.', options: [parallel], example: 'start web-1'},
	stop: {
		does: 'Stops machines, and waits until they have stopped.',
		options: [stopSignal, stopTimeout, parallel],
		example: "stop 'state:started region:fra' --yes --parallel 3",
	},
	suspend: {does: 'Puts machines to sleep, their memory kept.', options: [parallel], example: 'suspend app:web'},
	restart: {
		does: 'Stops and starts machines, and waits for their checks.',
		options: [stopSignal, stopTimeout, parallel],
		example: "restart 'app:web state:started' --parallel 2",
	},
	signal: {
		does: 'Sends a signal to the process of running machines.',
		options: ['--signal SIGNAL        [SIGTERM]', parallel],
		example: 'signal web-1 --signal SIGUSR1',
	},
	cordon: {
		does: `Keeps the proxy from sending requests to machines, until they are uncordoned. A
reminder after a time is to be had on the screen alone.`,
		options: [parallel],
		example: 'cordon web-1',
	},
	uncordon: {does: 'Lets the proxy send requests to machines again.', options: [parallel], example: 'uncordon cordoned:yes'},
	update: {
		does: `Gives machines another image, one after the other, and waits until each is at
rest and its checks pass. All else of their configs stays as it is. What runs is
stopped and started anew; the rest is left stopped.`,
		options: ['--image IMAGE          such as registry.fly.io/web:v3', parallel],
		example: 'update app:web --image registry.fly.io/web:v3 --parallel 3',
	},
	delete: {
		does: 'Deletes machines for good.',
		options: ['--force                those too that run: they are killed', parallel],
		example: "delete 'app:web state:stopped'",
	},
	wait: {
		does: 'Waits for machines to be in a state, all at once.',
		options: [
			'--wait-for STATE       started, stopped, suspended, destroyed, failed or',
			'                       settled: any that lasts',
			'--timeout SECONDS      how long at most [300]',
		],
		example: 'wait app:web --wait-for started',
	},
	exec: {
		usage: '-- COMMAND [ARGUMENT ...]',
		does: 'Runs a command in running machines and prints what it writes.',
		options: ['--timeout SECONDS      until it is killed, 60 at most [10]', parallel],
		example: 'exec app:web --yes -- cat /etc/hostname',
	},
	lease: {
		does: `Shows, takes, gives back or breaks the leases of machines: the first word is
show, acquire, release or break. A lease that was taken stays until its time is
over or it is released: its nonce is kept on this computer, and the sub-commands
here go on under it while it keeps everybody else out. Nothing renews it, not
even an act that lasts longer: to acquire it once more makes it last anew. break
takes away a lease that somebody else holds: the owner is to be typed, or named
by --owner.`,
		options: [
			'--timeout SECONDS      how long a lease lasts [120]',
			'--owner NAME           whose lease is broken; with --yes, nothing is asked',
			parallel,
		],
		example: 'lease acquire web-1 --timeout 600',
	},
	...configHelp,
	...insideHelp,
};

/** The first words of the acts that do several things. */
const deedsOf: Readonly<Record<string, string>> = {lease: ' show|acquire|release|break', metadata: ' [show|set|delete]'};

const usualRules = `Before anything is sent it is told which machines it will reach, and which not
and why; then it asks, as the screen does and for one machine too. Each is read
again before the act. Whoever else holds a lease keeps every act out.`;

/** What `flydeck help stop` prints, and so on: no line is wider than 80 cells. */
export const helpOf = (command: Worded): string => {
	if (isResourceCommand(command)) {
		return resourceHelpOf(command);
	}

	const {machines = 'MACHINES', usage, does, rules = usualRules, isReadOnly, options = [], example} = actHelp[command];
	return `flydeck ${[`${command}${deedsOf[command] ?? ''}`, machines, '[OPTIONS]', usage ?? ''].filter(word => word !== '').join(' ')}

${does}

${rules}

${machines === '' ? '' : namingMachines}Options
${[...(isReadOnly === true ? [] : ['--yes                  do not ask', "--confirm 'WORDS'      with --yes: the words that would have to be typed"]), ...options].map(option => `  ${option}\n`).join('')}  --json                 the results as JSON
  and those that say where the machines are: flydeck --help

Example
  flydeck ${example}`;
};
