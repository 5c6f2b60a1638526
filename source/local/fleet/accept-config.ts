import {configProblems, problemText} from '../../domain/config/problems.ts';
import type {JsonObject} from '../../domain/json.ts';
import {objectAt, objectsAt, textAt} from '../../domain/json-reader.ts';
import {configFault, stopFault} from './config-rules.ts';
import {refusal} from './fault.ts';
import {guestOf} from './guest.ts';
import {guestPathFault} from './guest-path.ts';
import {imageOf} from './image-ref.ts';
import {requireSchedule} from './schedule.ts';
import {isStopSignal} from './signals.ts';

const restartPolicies = new Set(['no', 'always', 'on-failure', 'spot-price']);

/** Throws a 400 Fault when a stop names a signal or a timeout that does not exist. */
export const requireStopRule = (source: JsonObject): void => {
	const signal = textAt(source, 'signal');
	if (signal !== undefined && !isStopSignal(signal)) {
		throw refusal('invalid_argument', `invalid signal '${signal}'`);
	}

	const fault = stopFault(source);
	if (fault !== undefined) {
		throw refusal('invalid_argument', fault);
	}
};

/** Throws a 400 Fault for a file or a volume whose path would leave the machine. */
const requireGuestPaths = (config: JsonObject): void => {
	const paths = [
		...objectsAt(config, 'files').map((file, index) => [`files[${index}].guest_path`, textAt(file, 'guest_path')] as const),
		...objectsAt(config, 'mounts').map((mount, index) => [`mounts[${index}].path`, textAt(mount, 'path')] as const),
	];
	for (const [name, path] of paths) {
		const fault = guestPathFault(path ?? '');
		if (fault !== undefined) {
			throw refusal('invalid_argument', `config.${name} ${fault}`);
		}
	}
};

/** A second mount, and one without a volume, are told of where volumes are looked up. */
const toldElsewhere = /^mounts(?:\[\d+]\.volume)?$/;

/** Throws a 400 Fault for the first rule that a config breaks of those that an editor of configs can know too. */
const requireRules = (config: JsonObject): void => {
	const problem = configProblems(config).find(({severity, path}) => severity === 'error' && !toldElsewhere.test(path));
	if (problem !== undefined) {
		throw refusal('invalid_argument', `config.${problemText(problem)}`);
	}
};

/** A service as the API keeps it: a proxy that never stops its machines is `false`, however that was said. */
const serviceOf = (service: JsonObject): JsonObject => ({
	force_instance_key: null,
	...service,
	...(service.autostop === 'off' ? {autostop: false} : {}),
});

/** A config as the API keeps it: what was sent, with the defaults that it fills in. Throws a 400 Fault when it breaks a rule. */
export const acceptConfig = (config: JsonObject): JsonObject => {
	if (imageOf(config) === undefined) {
		throw refusal('invalid_argument', 'config.image is required');
	}

	const policy = textAt(objectAt(config, 'restart'), 'policy');
	if (policy !== undefined && !restartPolicies.has(policy)) {
		throw refusal('invalid_argument', `invalid config.restart.policy '${policy}'`);
	}

	requireSchedule(config);
	requireGuestPaths(config);
	requireStopRule(objectAt(config, 'stop_config'));
	const fault = configFault(config);
	if (fault !== undefined) {
		throw refusal('invalid_argument', fault);
	}

	const guest = guestOf(config);
	requireRules(config);
	const {size: _, ...kept} = config;
	const services = objectsAt(config, 'services').map(serviceOf);
	return {
		...kept,
		init: objectAt(config, 'init'),
		guest,
		...(services.length > 0 ? {services} : {}),
	};
};
