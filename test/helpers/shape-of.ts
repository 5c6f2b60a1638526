import type {JsonObject} from '../../source/domain/json.ts';
import type {Struct} from '../../source/local/http/go-shape.ts';
import type {Route} from '../../source/local/http/route.ts';

class Stop extends Error {}

/** The shape of the body that a route reads, or undefined when it reads none. */
export const shapeOf = async (route: Route): Promise<Struct | undefined> => {
	let shape: Struct | undefined;
	const call = {
		method: route.method,
		word: () => 'web',
		query: new URLSearchParams(),
		header: () => undefined,
		async body(asked: Struct): Promise<JsonObject> {
			shape = asked;
			throw new Stop();
		},
		signal: new AbortController().signal,
		isUnreachable: () => false,
	};
	try {
		await route.handle(call);
	} catch {
		// A refusal, or the body that was asked for.
	}

	return shape;
};
