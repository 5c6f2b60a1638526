import {createHash} from 'node:crypto';
import type {JsonObject} from '../../domain/json.ts';
import {objectsAt, textAt} from '../../domain/json-reader.ts';

const dockerHub = 'docker-hub-mirror.fly.io';

/** The image that a config runs: its own, or that of its first container. */
export const imageOf = (config: JsonObject): string | undefined =>
	textAt(config, 'image') ??
	objectsAt(config, 'containers')
		.map(container => textAt(container, 'image'))
		.find(image => image !== undefined);

const isRegistry = (word: string): boolean => word.includes('.') || word.includes(':') || word === 'localhost';

/** Takes an image name apart as the API shows it. The digest is made from the name when the name carries none: nothing is pulled. */
export const imageRefOf = (image: string): JsonObject => {
	const [name = '', givenDigest] = image.split('@', 2);
	const slash = name.indexOf('/');
	const host = slash > 0 ? name.slice(0, slash) : '';
	const registry = isRegistry(host) ? host : dockerHub;
	const path = isRegistry(host) ? name.slice(slash + 1) : name;
	const colon = path.lastIndexOf(':');
	const repository = colon > 0 ? path.slice(0, colon) : path;
	return {
		registry,
		repository: registry === dockerHub && !repository.includes('/') ? `library/${repository}` : repository,
		tag: colon > 0 ? path.slice(colon + 1) : 'latest',
		digest: givenDigest ?? `sha256:${createHash('sha256').update(image).digest('hex')}`,
		labels: {},
	};
};
