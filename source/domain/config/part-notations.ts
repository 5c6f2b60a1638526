import {durationMs} from './duration.ts';
import {type Notation, notation, objectIn, objectsIn, parsed, problem, withFields} from './notation.ts';

/** Volumes with the directory that they are mounted at: `vol_123:/data`. */
export const mounts: Notation = notation({
	write: value =>
		objectsIn(value)
			.map(({volume, path}) => `${volume}:${path}`)
			.join(' '),
	read: (text, before) => {
		const items = text.split(/[\s,]+/).map(item => /^([^:]+):(.+)$/.exec(item) ?? []);
		return items.every(([all]) => all !== undefined)
			? parsed(items.map(([, volume, path]) => withFields(objectsIn(before).find(mount => mount.volume === volume) ?? {}, {volume, path})))
			: problem('must be written as volume:/path');
	},
});

/** A restart policy and, with on-failure, how often: `on-failure:3`. */
export const restart: Notation = notation({
	write: value => {
		const {policy, max_retries: retries} = objectIn(value);
		return retries === undefined ? `${policy}` : `${policy}:${retries}`;
	},
	read: (text, before) => {
		const [, policy, retries] = /^([a-z-]+)(?::(\d{1,9}))?$/.exec(text) ?? [];
		return policy === undefined
			? problem('must be a policy such as always, or on-failure:3')
			: parsed(withFields(objectIn(before), {policy, max_retries: retries === undefined ? undefined : Number(retries)}));
	},
});

/** Where Prometheus finds metrics: `9091/metrics`. */
export const metrics: Notation = notation({
	write: value => `${objectIn(value).port}${objectIn(value).path}`,
	read: (text, before) => {
		const [, port, path] = /^(\d{1,5})(\/\S*)?$/.exec(text) ?? [];
		return port === undefined
			? problem('must be written as 9091/metrics')
			: parsed(withFields(objectIn(before), {port: Number(port), path: path ?? '/metrics'}));
	},
});

/** The signal of a stop and how long it may take: `SIGTERM 30s`, either alone. */
export const stop: Notation = notation({
	write: value => {
		const {signal, timeout} = objectIn(value);
		return [signal, timeout].filter(part => part !== undefined).join(' ');
	},
	read: (text, before) => {
		const [, signal, timeout] = /^([A-Z]\w*)?(?:(?:^|\s+)(\d\S*))?$/.exec(text) ?? [];
		return (signal === undefined && timeout === undefined) || (timeout !== undefined && durationMs(timeout) === undefined)
			? problem('must be a signal and a time, such as SIGTERM 30s')
			: parsed(withFields(objectIn(before), {signal, timeout}));
	},
});

/** Whole seconds, also as `2m`. */
export const seconds: Notation = notation({
	write: value => (typeof value === 'number' ? `${value}` : undefined),
	read: text => {
		const span = /^\d{1,9}$/.test(text) ? Number(text) : (durationMs(text) ?? 0) / 1000;
		return Number.isInteger(span) && span > 0 ? parsed(span) : problem('must be whole seconds such as 60, or 2m');
	},
});
