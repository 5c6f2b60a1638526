import {isEqual} from 'es-toolkit';
import type {JsonObject} from '../json.ts';
import {type Notation, notation, objectsIn, parsed, problem, withFields} from './notation.ts';

/** One public port of a service, or a service without any: `443:8080/tcp+tls,http`, `8000-8010:8080/udp`, `8080`. */
type Item = {
	readonly ports: string;
	readonly internalPort: number;
	readonly protocol: string;
	readonly handlers: readonly string[];
};

const item = /^(?:(\d{1,5}(?:-\d{1,5})?):)?(\d{1,5})(?:\/([a-z]+))?(?:\+([\w,]+))?$/;

const readItem = (text: string): Item | undefined => {
	const [, ports = '', internalPort, protocol = 'tcp', handlers = ''] = item.exec(text) ?? [];
	return internalPort === undefined
		? undefined
		: {ports, internalPort: Number(internalPort), protocol, handlers: handlers.split(',').filter(handler => handler !== '')};
};

const numbersOf = ({port, start_port: start, end_port: end}: JsonObject): string => (start === undefined ? `${port}` : `${start}-${end}`);

const handlersOf = ({handlers}: JsonObject): string => (Array.isArray(handlers) && handlers.length > 0 ? `+${handlers.join(',')}` : '');

const identityOf = (service: JsonObject): string => `${service.internal_port}/${service.protocol ?? 'tcp'}`;

const writtenService = (service: JsonObject): readonly string[] => {
	const ports = objectsIn(service.ports);
	return ports.length === 0 ? [identityOf(service)] : ports.map(port => `${numbersOf(port)}:${identityOf(service)}${handlersOf(port)}`);
};

const readPort = ({ports, handlers}: Item, known: readonly JsonObject[]): JsonObject => {
	const [first = 0, last] = ports.split('-').map(Number);
	const numbers = last === undefined ? {port: first} : {start_port: first, end_port: last};
	const old = known.find(port => numbersOf(port) === ports);
	if (old !== undefined && handlersOf(old) === handlersOf({handlers})) {
		return old;
	}

	return withFields({...old, ...numbers}, {handlers: handlers.length > 0 ? handlers : undefined});
};

const readService = (items: readonly Item[], old: JsonObject | undefined): JsonObject => {
	const [first] = items;
	const ports = items.filter(({ports: numbers}) => numbers !== '').map(each => readPort(each, objectsIn(old?.ports)));
	if (old !== undefined) {
		return isEqual(ports, old.ports ?? []) ? old : withFields(old, {ports: ports.length > 0 ? ports : undefined});
	}

	return withFields({protocol: first?.protocol, internal_port: first?.internalPort}, {ports: ports.length > 0 ? ports : undefined});
};

/** Services as their ports: public port, the port inside, protocol and handlers. Checks, concurrency and autostop stay what they are. */
export const services: Notation = notation({
	write: value => objectsIn(value).flatMap(writtenService).join(' '),
	read: (text, before) => {
		const items = text.split(/[\s;]+/).map(readItem);
		if (!items.every(each => each !== undefined)) {
			return problem('must be written as 443:8080/tcp+tls,http, with spaces between');
		}

		const groups = Map.groupBy(items, ({internalPort, protocol}) => `${internalPort}/${protocol}`);
		const known = objectsIn(before);
		return parsed(
			[...groups].map(([identity, group]) =>
				readService(
					group,
					known.find(service => identityOf(service) === identity),
				),
			),
		);
	},
});
