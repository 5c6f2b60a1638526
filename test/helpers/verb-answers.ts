import type {Verb} from '../../source/domain/verbs.ts';
import type {Reached} from './machine-states.ts';

/** A word: the API took it, and what is told then. A sentence with "409" or "412": the API refused it. Any other: it was refused before it was sent. */
export type Answers = Readonly<Record<Exclude<Verb, 'force-delete'>, string>>;

const cannot = (verb: string, state: string): string => `web-1 is ${state}: unable to ${verb} machine from current state: '${state}'`;
const notRunning = (state: string): string => `web-1 is ${state}: machine not running`;
const cordons = {cordon: 'web-1 cordoned', uncordon: 'web-1 uncordoned'} as const;
const updated = {
	started: 'web-1 has nginx:2 and is started',
	stopped: 'web-1 has nginx:2 and is stopped',
} as const;
const forbidden = (state: string): Answers => ({
	start: cannot('start', state),
	stop: cannot('stop', state),
	suspend: cannot('suspend', state),
	restart: cannot('restart', state),
	signal: notRunning(state),
	...cordons,
	update: updated.stopped,
	delete: 'force: web-1 deleted in',
});
const none = 'There is no machine under the cursor.';

/** What every verb leads to in every state. */
export const answers: Readonly<Record<Reached, Answers>> = {
	'created, its image on the way': {
		...forbidden('created'),
		start: "web-1: could not start: 412 failed_precondition: unable to start machine from current state: 'created'",
		stop: 'web-1 stopped in',
		delete: 'web-1 deleted in',
	},
	created: {...forbidden('created'), start: 'web-1 started in', stop: 'web-1 stopped in', delete: 'web-1 deleted in'},
	starting: {
		...forbidden('starting'),
		start: 'web-1 is starting: machine still attempting to start',
		stop: 'web-1 stopped in',
		update: updated.started,
	},
	started: {
		start: 'web-1 is started: machine still active, refusing to start',
		stop: 'web-1 stopped in',
		suspend: 'web-1 suspended in',
		restart: 'web-1 restarted in',
		signal: 'web-1: SIGHUP sent',
		...cordons,
		update: updated.started,
		delete: 'force: web-1 deleted in',
	},
	stopping: {...forbidden('stopping'), stop: 'web-1 is already stopping'},
	stopped: {...forbidden('stopped'), start: 'web-1 started in', stop: 'web-1 is already stopped', delete: 'web-1 deleted in'},
	restarting: {...forbidden('restarting'), update: updated.started},
	suspending: forbidden('suspending'),
	suspended: {...forbidden('suspended'), start: 'web-1 started in', stop: 'web-1 stopped in', delete: 'web-1 deleted in'},
	replacing: {
		...forbidden('replacing'),
		start: 'web-1 is replacing: machine getting replaced, refusing to start',
		update: 'web-1 is replacing: machine update failed due to concurrent update',
	},
	failed: {...forbidden('failed'), start: 'web-1 could not be started', stop: 'web-1 stopped in', delete: 'web-1 deleted in'},
	launch_failed: forbidden('launch_failed'),
	destroying: {...forbidden('destroying'), update: 'web-1 is destroying: machine not found'},
	gone: {
		start: none,
		stop: none,
		suspend: none,
		restart: none,
		signal: none,
		cordon: none,
		uncordon: none,
		update: none,
		delete: none,
	},
};

/** Whether an answer means that something was sent. */
export const isSent = (answer: string): boolean => /^web-1(?: \w+ed(?: in|$)|: could not|: SIG| could not| has nginx:2)/.test(answer);
