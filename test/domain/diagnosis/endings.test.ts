import {describe, expect, test} from 'vitest';
import {decodeMachine} from '../../../source/api/decode/machine.ts';
import {reasonOf} from '../../../source/domain/diagnosis/reason.ts';
import type {Json, JsonObject} from '../../../source/domain/json.ts';
import {widthOf} from '../../../source/domain/text.ts';
import {presentMs} from '../../helpers/build-machine.ts';

type Wire = readonly JsonObject[];

const atMs = presentMs - 60_000;
const event = (type: string, status: string, source: string, request?: Json): JsonObject => ({
	type,
	status,
	source,
	...(request === undefined ? {} : {request}),
});

/** An exit in the form of today, with the fields given; what the API leaves out is left out. */
const exit = (fields: JsonObject, restarts?: number): JsonObject =>
	event('exit', 'stopped', 'flyd', {exit_event: fields, ...(restarts === undefined ? {} : {restart_count: restarts})});

/** The same in the older form. */
const oldExit = (fields: JsonObject, restarts = 0): JsonObject =>
	event('exit', 'stopped', 'flyd', {MonitorEvent: {exit_event: fields, restart_count: restarts}});

const started = event('start', 'started', 'flyd', {});
const launched = event('launch', 'created', 'user');
const stopBy = (source: string): JsonObject => event('stop', 'stopping', source, {reason: ''});
const asked = {requested_stop: true};

const idle: JsonObject = {services: [{protocol: 'tcp', internal_port: 80, autostop: 'stop'}]};

/** All fields, as the API gives them when it leaves none out. */
const whole: JsonObject = {
	requested_stop: false,
	restarting: false,
	guest_exit_code: 0,
	guest_signal: -1,
	guest_error: '',
	exit_code: 0,
	signal: -1,
	error: '',
	oom_killed: false,
	exited_at: '2026-09-20T11:02:55.102Z',
};

const rows: readonly {
	readonly of: string;
	/** Newest first. */
	readonly events: Wire;
	readonly config?: JsonObject;
	readonly state?: string;
	readonly short: string;
	readonly sentence: string;
}[] = [
	// Who asked.
	{
		of: 'a stop that a user asked for',
		events: [exit({...whole, ...asked}), stopBy('user'), started],
		short: 'user stop, exit 0',
		sentence: 'A user stopped it; it ended cleanly.',
	},
	{
		of: 'a stop whose asker has left the log',
		events: [exit({...whole, ...asked})],
		short: 'stop asked, exit 0',
		sentence: 'It was asked to stop; it ended cleanly.',
	},
	{
		of: 'a stop of the platform',
		events: [exit(asked), stopBy('flyd'), started],
		short: 'flyd stop, exit 0',
		sentence: 'The platform (flyd) stopped it; it ended cleanly.',
	},
	{
		of: 'a stop of a source that nobody documented',
		events: [exit(asked), stopBy('scheduler'), started],
		short: 'sched stop, exit 0',
		sentence: '"scheduler" stopped it; it ended cleanly.',
	},
	{
		of: 'a stop without a source',
		events: [exit(asked), stopBy(''), started],
		short: '? stop, exit 0',
		sentence: 'Somebody stopped it; it ended cleanly.',
	},
	{
		of: 'a stop by the proxy for want of traffic',
		events: [exit(asked), stopBy('proxy'), started],
		config: idle,
		short: 'proxy stopped it, idle',
		sentence: 'The proxy stopped it, idle, as its autostop says; it ended cleanly.',
	},
	{
		of: 'a stop by the proxy that had to be forced',
		events: [exit({...asked, exit_code: 137}), stopBy('proxy'), started],
		config: {...idle, stop_config: {timeout: '1s'}},
		short: 'idle stop, kill 137',
		sentence: 'The proxy stopped it, idle, as its autostop says; it did not end within 1s of its stop and was killed (137).',
	},
	{
		of: 'a stop by the proxy though autostop is off',
		events: [exit(asked), stopBy('proxy'), started],
		config: {services: [{autostop: false}]},
		short: 'proxy stop, exit 0',
		sentence: 'The proxy stopped it; it ended cleanly.',
	},
	{
		of: 'a restart',
		events: [exit({...asked, exit_code: 143, signal: 15}), event('restart', 'stopping', 'user'), started],
		short: 'user restart, exit 143',
		sentence: 'A user restarted it; it ended with exit code 143, killed by SIGTERM.',
	},
	{
		of: 'an update',
		events: [exit(asked), event('update', 'replacing', 'user'), started],
		short: 'user update, exit 0',
		sentence: 'A user updated it; it ended cleanly.',
	},
	// How a requested stop ended.
	{
		of: 'a stop that had to be forced',
		events: [exit({...asked, exit_code: 137, signal: 9}), stopBy('user'), started],
		config: {stop_config: {timeout: '1s'}},
		short: 'user stop, kill 137',
		sentence: 'A user stopped it; it did not end within 1s of its stop and was killed (137).',
	},
	{
		of: 'a stop that was killed before the time of its config was over',
		events: [exit({...asked, exit_code: 137, oom_killed: true}), stopBy('user'), started],
		config: {stop_config: {timeout: '20s'}},
		short: 'user stop, kill 137',
		sentence: 'A user stopped it; it did not end within 1s of its stop and was killed (137).',
	},
	{
		of: 'a stop with SIGKILL, which has no time to wait for',
		events: [exit({...asked, exit_code: 137, signal: 9}), stopBy('user'), started],
		config: {stop_config: {signal: 'SIGKILL', timeout: '1s'}},
		short: 'user stop, kill 137',
		sentence: 'A user stopped it; it was killed (137).',
	},
	{
		of: 'a restart that had to be forced, of which the guest tells',
		events: [exit({...asked, restarting: true, guest_signal: 9}), event('restart', 'stopping', 'user'), started],
		config: {stop_config: {timeout: '500ms'}},
		short: 'user restart, kill 137',
		sentence: 'A user restarted it; it did not end within 1s of its stop and was killed (137).',
	},
	{
		of: 'an update, of which nothing tells how it was to end the run',
		events: [exit({...asked, exit_code: 137, signal: 9}), event('update', 'replacing', 'user'), started],
		config: {stop_config: {timeout: '1s'}},
		short: 'user update, kill 137',
		sentence: 'A user updated it; it was killed (137).',
	},
	{
		of: 'a stop that the process answered with an error',
		events: [exit({...asked, exit_code: 1}), stopBy('user'), started],
		short: 'user stop, exit 1',
		sentence: 'A user stopped it; it ended with exit code 1, error.',
	},
	{
		of: 'a stop by the signal that was sent',
		events: [exit({...asked, exit_code: 130, signal: 2}), stopBy('user'), started],
		short: 'user stop, exit 130',
		sentence: 'A user stopped it; it ended with exit code 130, killed by SIGINT.',
	},
	// Contradictory: a request wins over everything.
	{
		of: 'a requested stop that is told to be out of memory, too',
		events: [exit({...asked, exit_code: 137, oom_killed: true}), stopBy('user'), started],
		short: 'user stop, kill 137',
		sentence: 'A user stopped it; it did not end within 1s of its stop and was killed (137).',
	},
	{
		of: 'a requested stop of nobody known that is told to be out of memory, too',
		events: [exit({...asked, exit_code: 137, oom_killed: true})],
		short: 'stop asked, kill 137',
		sentence: 'It was asked to stop; it was killed (137).',
	},
	{
		of: 'an exit after a stop, though the request is not told in it',
		events: [exit({exit_code: 137, oom_killed: true, requested_stop: false}), stopBy('user'), started],
		short: 'user stop, kill 137',
		sentence: 'A user stopped it; it did not end within 1s of its stop and was killed (137).',
	},
	{
		of: 'an exit in a run after one that was stopped',
		events: [exit({exit_code: 1}), started, exit(asked), stopBy('user'), started],
		short: 'exit 1',
		sentence: 'It failed with exit code 1, the general error.',
	},
	{
		of: 'a requested stop that is told to be restarting',
		events: [exit({...asked, restarting: true})],
		short: 'stop asked, exit 0',
		sentence: 'It was asked to stop; it ended cleanly.',
	},
	// What was asked of another run.
	{
		of: 'a start that failed, after a stop and an update',
		state: 'failed',
		events: [
			event('exit', 'failed', 'flyd', {exit_event: {exit_code: 127}}),
			event('start', 'starting', 'user'),
			launched,
			event('update', 'replacing', 'user'),
			exit(asked),
			stopBy('user'),
			started,
		],
		short: 'exit 127 not found',
		sentence: 'Its command was not found in the image (exit code 127).',
	},
	{
		of: 'no memory left in what the proxy woke after an update',
		events: [
			exit({exit_code: 137, oom_killed: true}),
			event('start', 'starting', 'proxy'),
			launched,
			event('update', 'replacing', 'user'),
			started,
		],
		short: 'OOM killed 137',
		sentence: 'Out of memory: the kernel killed a process in its memory (exit code 137).',
	},
	{
		of: 'no memory left in what was made anew by an update, with no start told',
		events: [exit({exit_code: 137, oom_killed: true}), launched, event('update', 'replacing', 'user'), started],
		short: 'OOM killed 137',
		sentence: 'Out of memory: the kernel killed a process in its memory (exit code 137).',
	},
	{
		of: 'no memory left after a resume',
		events: [
			exit({exit_code: 137, oom_killed: true}),
			event('start', 'starting', 'proxy'),
			event('suspend', 'suspended', 'flyd'),
			event('suspend', 'suspending', 'user'),
			started,
		],
		short: 'OOM killed 137',
		sentence: 'Out of memory: the kernel killed a process in its memory (exit code 137).',
	},
	{
		of: 'a failure while it was asleep',
		events: [exit({exit_code: 1}), event('suspend', 'suspended', 'flyd'), event('suspend', 'suspending', 'user'), started],
		short: 'exit 1',
		sentence: 'It failed with exit code 1, the general error.',
	},
	{
		of: 'a failure after a restart that was asked for',
		events: [
			exit({exit_code: 1}),
			event('restart', 'starting', 'flyd'),
			exit({...asked, restarting: true}),
			event('restart', 'stopping', 'user'),
			started,
		],
		short: 'exit 1',
		sentence: 'It failed with exit code 1, the general error.',
	},
	// A start, or a stop, that failed without an exit.
	{
		of: 'a start that failed after a clean stop',
		state: 'failed',
		events: [event('start', 'failed', 'flyd'), event('start', 'starting', 'user'), exit(asked), stopBy('user'), started],
		short: 'user start failed',
		sentence: 'A user asked it to start, which failed; the API does not tell how.',
	},
	{
		of: 'a start of its policy that failed',
		state: 'failed',
		events: [event('start', 'failed', 'flyd'), exit({exit_code: 1, restarting: true}), started],
		short: 'flyd start failed',
		sentence: 'The platform (flyd) asked it to start, which failed; the API does not tell how.',
	},
	{
		of: 'a stop that failed',
		state: 'failed',
		events: [stopBy('user'), started, exit({exit_code: 1, restarting: true}), started],
		short: 'user stop failed',
		sentence: 'A user asked it to stop, which failed; the API does not tell how.',
	},
	// Between two restarts.
	{
		of: 'a stop between two restarts',
		events: [stopBy('user'), exit({exit_code: 1, restarting: true}, 2), started],
		short: 'stop by user',
		sentence: 'It failed with exit code 1, the general error. A user stopped it before it was started again.',
	},
	{
		of: 'a stop between two restarts that is told when it is done',
		events: [event('stop', 'stopped', 'user'), exit({exit_code: 137, oom_killed: true, restarting: true}, 2), started],
		short: 'stop by user',
		sentence: 'Out of memory: the kernel killed a process in its memory (exit code 137). A user stopped it before it was started again.',
	},
	// Out of memory.
	{
		of: 'no memory left',
		events: [exit({exit_code: 137, oom_killed: true, requested_stop: false}), started, launched],
		config: {guest: {cpus: 1, memory_mb: 256}},
		short: 'OOM killed 137, 256M',
		sentence: 'Out of memory: the kernel killed a process in its 256 MB (exit code 137).',
	},
	{
		of: 'no memory left, without a code',
		events: [exit({oom_killed: true})],
		short: 'OOM killed 137',
		sentence: 'Out of memory: the kernel killed a process in its memory (exit code 137).',
	},
	{
		of: 'no memory left in a child of it',
		events: [exit({exit_code: 1, oom_killed: true})],
		config: {guest: {cpus: 1, memory_mb: 512}},
		short: 'OOM, exit 1, 512M',
		sentence: 'Out of memory: the kernel killed a process in its 512 MB (exit code 1).',
	},
	{
		of: 'no memory left, brought back',
		events: [exit({exit_code: 137, oom_killed: true, restarting: true}, 2)],
		short: 'OOM killed 137',
		sentence:
			'Out of memory: the kernel killed a process in its memory (exit code 137). It is to be started again by its policy on-failure, after 2 restarts before.',
	},
	// Signals.
	{
		of: 'a kill that nobody asked for',
		events: [exit({...whole, exit_code: 137})],
		short: 'exit 137 SIGKILL',
		sentence: 'Ended by SIGKILL (exit code 137): something killed it; neither a stop nor a lack of memory is told.',
	},
	{
		of: 'a crash by invalid memory',
		events: [exit({...whole, exit_code: 139, signal: 11})],
		short: 'exit 139 SIGSEGV',
		sentence: 'Ended by SIGSEGV (exit code 139): it reached for memory that is not its own.',
	},
	{
		of: 'a polite end that no stop explains',
		events: [exit({...whole, exit_code: 143})],
		short: 'exit 143 SIGTERM',
		sentence: 'Ended by SIGTERM (exit code 143): something told it to end, but no stop is told.',
	},
	{
		of: 'an abort',
		events: [exit({exit_code: 134})],
		short: 'exit 134 SIGABRT',
		sentence: 'Ended by SIGABRT (exit code 134): it aborted itself, as after a failed assertion.',
	},
	{
		of: 'a signal alone, the code left out',
		events: [exit({signal: 9})],
		short: 'exit 137 SIGKILL',
		sentence: 'Ended by SIGKILL (exit code 137): something killed it; neither a stop nor a lack of memory is told.',
	},
	{
		of: 'a signal beside a code that was never filled in',
		events: [exit({...whole, exit_code: 0, signal: 11})],
		short: 'exit 139 SIGSEGV',
		sentence: 'Ended by SIGSEGV (exit code 139): it reached for memory that is not its own.',
	},
	{
		of: 'a signal beside another code',
		events: [exit({exit_code: 3, signal: 15})],
		short: 'exit 3 SIGTERM',
		sentence: 'Ended by SIGTERM (exit code 3): something told it to end, but no stop is told.',
	},
	{
		of: 'a code that tells of another signal',
		events: [exit({exit_code: 137, signal: 15})],
		short: 'exit 137 SIGKILL',
		sentence: 'Ended by SIGKILL (exit code 137): something killed it; neither a stop nor a lack of memory is told.',
	},
	{
		of: 'a signal that only the init tells of',
		events: [exit({...whole, guest_signal: 9})],
		short: 'exit 137 SIGKILL',
		sentence: 'Ended by SIGKILL (exit code 137): something killed it; neither a stop nor a lack of memory is told.',
	},
	{
		of: 'a signal of no name',
		events: [exit({exit_code: 162, signal: 34})],
		short: 'exit 162 signal 34',
		sentence: 'Ended by signal 34 (exit code 162): a signal ended it.',
	},
	// Exit codes.
	{of: 'a clean end', events: [exit(whole)], short: 'exit 0', sentence: 'It ended by itself, cleanly (exit code 0).'},
	{
		of: 'a clean end of what always runs',
		events: [exit({...whole, restarting: true})],
		config: {restart: {policy: 'always'}},
		short: 'exit 0',
		sentence: 'It ended by itself, cleanly (exit code 0). It is to be started again by its policy always.',
	},
	{
		of: 'a usage error',
		events: [exit({exit_code: 2})],
		short: 'exit 2 usage error',
		sentence: 'It failed with exit code 2, most often a wrong argument or a shell error.',
	},
	{of: 'a code of its own', events: [exit({exit_code: 42})], short: 'exit 42', sentence: 'It failed with exit code 42.'},
	{
		of: 'a command that cannot be executed',
		events: [exit({exit_code: 126, error: 'spawn /etc/passwd EACCES'})],
		short: 'exit 126 not executable',
		sentence: 'Its command could not be executed (exit code 126). The API adds: spawn /etc/passwd EACCES.',
	},
	{
		of: 'a command that is not there',
		events: [exit({exit_code: 127})],
		short: 'exit 127 not found',
		sentence: 'Its command was not found in the image (exit code 127).',
	},
	{
		of: 'a code that makes no sense',
		events: [exit({exit_code: 128})],
		short: 'exit 128 bad exit code',
		sentence: 'It ended with an exit code that makes no sense (128).',
	},
	{
		of: 'a code out of range',
		events: [exit({exit_code: 255})],
		short: 'exit 255 out of range',
		sentence: 'It ended with exit code 255: -1, or one out of range.',
	},
	{
		of: 'a failure that is brought back',
		events: [exit({exit_code: 1, restarting: true}, 3)],
		short: 'exit 1',
		sentence: 'It failed with exit code 1, the general error. It is to be started again by its policy on-failure, after 3 restarts before.',
	},
	{
		of: 'a failure after the last retry',
		events: [exit({exit_code: 1}, 10)],
		short: 'exit 1',
		sentence: 'It failed with exit code 1, the general error. Its policy on-failure gave up after 10 restarts.',
	},
	{
		of: 'a failure after the last of its own retries',
		events: [exit({exit_code: 1}, 3)],
		config: {restart: {policy: 'on-failure', max_retries: 3}},
		short: 'exit 1',
		sentence: 'It failed with exit code 1, the general error. Its policy on-failure gave up after 3 restarts.',
	},
	{
		of: 'a failure after its only retry',
		events: [exit({exit_code: 1}, 1)],
		config: {restart: {policy: 'on-failure', max_retries: 1}},
		short: 'exit 1',
		sentence: 'It failed with exit code 1, the general error. Its policy on-failure gave up after 1 restart.',
	},
	{
		of: 'a failure where no retry is allowed',
		events: [exit({exit_code: 1}, 0)],
		config: {restart: {policy: 'on-failure', max_retries: 0}},
		short: 'exit 1',
		sentence: 'It failed with exit code 1, the general error. Its policy on-failure allows no restart.',
	},
	{
		of: 'a failure that is restarted, though its policy is not to',
		events: [exit({exit_code: 1, restarting: true})],
		config: {restart: {policy: 'no'}},
		short: 'exit 1',
		sentence: 'It failed with exit code 1, the general error. It is to be started again, though its policy is not to restart it.',
	},
	{
		of: 'a failure that is not to be restarted',
		events: [exit({exit_code: 1})],
		config: {restart: {policy: 'no'}},
		short: 'exit 1',
		sentence: 'It failed with exit code 1, the general error. Its policy is not to restart it.',
	},
	// The init and what it runs.
	{
		of: 'an image that did not start',
		events: [exit({...whole, guest_exit_code: 127})],
		short: 'image did not start 127',
		sentence: 'The image did not start: the init around its command failed with exit code 127, command not found.',
	},
	{
		of: 'an image of which the init was killed',
		events: [exit({...whole, guest_exit_code: 137})],
		short: 'image did not start 137',
		sentence: 'The image did not start: the init around its command failed with exit code 137, killed by SIGKILL.',
	},
	{
		of: 'an image that did not start, with the error of the init',
		events: [exit({guest_exit_code: 1, guest_error: 'no such user: app'})],
		short: 'image did not start 1',
		sentence: 'The image did not start: the init around its command failed with exit code 1, error. The API adds: no such user: app.',
	},
	{
		of: 'a process and an init that failed in two ways',
		events: [exit({exit_code: 2, guest_exit_code: 1})],
		short: 'exit 2 usage error',
		sentence: 'It failed with exit code 2, most often a wrong argument or a shell error. The init around it tells of exit code 1.',
	},
	{
		of: 'a process and an init that failed in one way',
		events: [exit({exit_code: 1, guest_exit_code: 1})],
		short: 'exit 1',
		sentence: 'It failed with exit code 1, the general error.',
	},
	// The older form.
	{
		of: 'the older form',
		events: [oldExit({exit_code: 127, guest_exit_code: 0, exited_at: 1_653_346_105_255})],
		short: 'exit 127 not found',
		sentence: 'Its command was not found in the image (exit code 127).',
	},
	{
		of: 'the older form of a stop that had to be forced',
		events: [oldExit({exit_code: 137, requested_stop: true}), stopBy('user'), started],
		config: {stop_config: {timeout: '1s'}},
		short: 'user stop, kill 137',
		sentence: 'A user stopped it; it did not end within 1s of its stop and was killed (137).',
	},
	{
		of: 'both forms, of which the older counts',
		events: [event('exit', 'stopped', 'flyd', {exit_event: {exit_code: 1}, MonitorEvent: {exit_event: {exit_code: 2}}})],
		short: 'exit 2 usage error',
		sentence: 'It failed with exit code 2, most often a wrong argument or a shell error.',
	},
	// Missing fields.
	{of: 'an exit with no field', events: [exit({})], short: 'exit 0', sentence: 'It ended by itself, cleanly (exit code 0).'},
	{
		of: 'an exit code that is no number',
		events: [exit({exit_code: '137', oom_killed: 'true'}), started],
		short: 'ended, not told how',
		sentence: 'It ended; the API does not tell how.',
	},
	{
		of: 'an exit code that is too big to be one',
		events: [exit({exit_code: 1e17}), started],
		short: 'ended, not told how',
		sentence: 'It ended; the API does not tell how.',
	},
	{
		of: 'an exit of which nothing is told',
		events: [event('exit', 'stopped', 'flyd'), started],
		short: 'ended, not told how',
		sentence: 'It ended; the API does not tell how.',
	},
	{
		of: 'an exit of which nothing is told, after a stop',
		events: [event('exit', 'stopped', 'flyd', null), stopBy('user'), started],
		short: 'stop by user',
		sentence: 'A user stopped it; the API does not tell how it ended.',
	},
	{
		of: 'an exit of which nothing is told, after a stop of the proxy',
		events: [event('exit', 'stopped', 'flyd'), stopBy('proxy'), started],
		config: idle,
		short: 'proxy stopped it, idle',
		sentence: 'The proxy stopped it, idle, as its autostop says.',
	},
	{
		of: 'a stop in a log of which the ids are masked alike',
		events: [
			{id: 'xxx', ...exit(asked)},
			{id: 'xxx', ...stopBy('user')},
			{id: 'xxx', ...started},
		],
		short: 'user stop, exit 0',
		sentence: 'A user stopped it; it ended cleanly.',
	},
	{
		of: 'an exit and what the policy does after it, with no start between',
		events: [
			exit({exit_code: 1, restarting: true}),
			event('restart', 'starting', 'flyd'),
			exit({exit_code: 1, restarting: true}),
			event('restart', 'starting', 'flyd'),
		],
		short: 'exit 1',
		sentence: 'It failed with exit code 1, the general error. It is to be started again by its policy on-failure.',
	},
	{
		of: 'an error that gives a password away',
		events: [exit({exit_code: 1, error: 'no answer from postgres://app:hunter2@db:5432'})],
		short: 'exit 1',
		sentence: 'It failed with exit code 1, the general error. The API adds: no answer from postgres://app:(masked)@db:5432.',
	},
	// Machines that have not ended.
	{of: 'a life without a start', events: [launched], short: 'never started', sentence: 'It was made and never started.'},
	{
		of: 'a life that began with a move from another host',
		events: [event('launch', 'created', 'flyd')],
		short: 'migrated by platform',
		sentence: 'The platform (flyd) made it anew here: it was moved from another host.',
	},
	{
		of: 'a schedule that has not come yet',
		events: [launched],
		config: {schedule: 'hourly'},
		short: 'never ran, hourly',
		sentence: 'It is scheduled hourly and has not run yet.',
	},
	{
		of: 'one that stands by',
		events: [launched],
		config: {standbys: ['148e000000000a']},
		short: 'standby, never started',
		sentence: 'It stands by for 148e000000000a and is started when the host of that fails.',
	},
];

describe('why a run ended', () => {
	test.each(rows)('$of: $short', ({events, config = {}, state = 'stopped', short, sentence}) => {
		const decoded = decodeMachine(
			{
				id: '148e123456abcd',
				state,
				config: {image: 'nginx', ...config},
				events: events.map((each, index) => ({...each, timestamp: atMs - index * 1000})),
			},
			'web',
		);
		expect(decoded.ok && reasonOf(decoded.machine)).toEqual({short, sentence});
	});

	test('is told of at least forty endings, in the few cells of a column', () => {
		expect(rows.length).toBeGreaterThanOrEqual(40);
		expect(rows.filter(({short}) => widthOf(short) > 23)).toEqual([]);
	});

	test('is never a lack of memory where a stop was asked for', () => {
		const requested = rows.filter(({events}) => JSON.stringify(events[0]).includes('"requested_stop":true'));
		expect(requested.length).toBeGreaterThan(10);
		expect(requested.filter(({short, sentence}) => /OOM|memory/i.test(short + sentence))).toEqual([]);
	});
});
