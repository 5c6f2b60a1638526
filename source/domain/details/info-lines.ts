import {stateRow} from '../lifecycle.ts';
import {type Check, hostNameOf, type Machine, type Service} from '../machine.ts';
import {type Pending, shownState} from '../pending.ts';
import {stateSinceMs} from '../since.ts';
import {sizeInWords} from '../size.ts';
import {formatAge, formatMoment} from '../time.ts';
import {type Line, labelled, plain} from './line.ts';

const momentOr = (timestampMs: number | undefined): string => (timestampMs === undefined ? 'unknown' : formatMoment(timestampMs));

const serviceText = ({protocol, internalPort, ports, autostop, minMachinesRunning}: Service): string => {
	const scaling = [autostop === '' ? '' : `autostop ${autostop}`, minMachinesRunning === undefined ? '' : `min ${minMachinesRunning}`];
	return [`${protocol} ${ports.join(' ') || 'private'} -> ${internalPort ?? '?'}`, ...scaling].filter(part => part !== '').join('  ');
};

const checkLine = (check: Check, nowMs: number): Line => {
	const tone = check.status === 'passing' ? 'good' : check.status === 'critical' ? 'bad' : 'busy';
	const since = check.updatedAtMs === undefined ? '' : ` for ${formatAge(nowMs - check.updatedAtMs)}`;
	return [{text: 'check      ', isFaint: true}, {text: `${check.status}${since}`, tone}, {text: `  ${check.name}  ${check.output}`}];
};

const restartText = (machine: Machine): string => {
	const {config} = machine;
	if (config === undefined) {
		return 'unknown';
	}

	const retries = config.maxRetries === undefined ? '' : `, at most ${config.maxRetries} retries`;
	const policy = config.restartPolicy === '' ? 'on-failure (default)' : config.restartPolicy;
	return `${policy}${retries}${config.autoDestroy ? ', destroyed when it ends' : ''}`;
};

const stateLine = (machine: Machine, pending: Pending | undefined, nowMs: number): Line => {
	const state = shownState(machine, pending);
	const sinceMs = stateSinceMs(machine);
	const span = pending !== undefined || sinceMs === undefined ? '' : ` for ${formatAge(nowMs - sinceMs)}`;
	return labelled('state', `${state}${span}`, stateRow(state).tone);
};

/** Everything about a machine that is not an event, a line a fact. */
export const infoLines = (machine: Machine, pending: Pending | undefined, nowMs: number): readonly Line[] => {
	const {config} = machine;
	return [
		stateLine(machine, pending, nowMs),
		labelled('app', machine.app),
		labelled('name', machine.name),
		labelled('region', machine.region),
		labelled('image', config?.image ?? 'unknown'),
		labelled('size', sizeInWords(config?.guest)),
		labelled('restart', restartText(machine)),
		...(config?.schedule === undefined ? [] : [labelled('schedule', config.schedule)]),
		...(config?.services ?? []).map(service => labelled('service', serviceText(service))),
		...(config?.mounts ?? []).map(mount => labelled('mount', `${mount.path} <- ${mount.volume || mount.name}`)),
		...machine.checks.map(check => checkLine(check, nowMs)),
		labelled('private ip', machine.privateIp ?? 'none'),
		labelled('host name', hostNameOf(machine)),
		labelled('host', machine.hostStatus),
		labelled('cordoned', machine.cordoned ? 'yes: the proxy sends it no traffic' : 'no'),
		labelled('instance', machine.instanceId ?? 'unknown'),
		labelled('created', momentOr(machine.createdAtMs)),
		labelled('updated', momentOr(machine.updatedAtMs)),
		...(machine.configIncomplete ? [plain('The host is not reachable: this config is only what the API remembers.')] : []),
	];
};
