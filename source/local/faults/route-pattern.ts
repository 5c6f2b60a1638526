import type {Route} from '../http/route.ts';

/** What a rule's `route` is compared with. */
export type RoutedRequest = {readonly operation: string; readonly method: string; readonly path: string};

const methodAndPath = /^(GET|POST|PUT|PATCH|DELETE|\*) (\/\S*)$/;

/** What is to be known of a route to tell whether a pattern stands for it. */
export type NamedRoute = Pick<Route, 'operation' | 'method' | 'path'>;

const isSameWord = (wanted: string, word: string | undefined): boolean => word !== undefined && (wanted === '*' || wanted === word);

const isSamePath = (wanted: string, path: string): boolean => {
	const wantedWords = wanted.split('/');
	const words = path.replace(/(.)\/$/, '$1').split('/');
	return wantedWords.length === words.length && wantedWords.every((word, index) => isSameWord(word, words[index]));
};

/** Whether a request is one of those that a pattern stands for. `*` is any method, or any one word of a path. */
export const matchesRoute = (pattern: string, {operation, method, path}: RoutedRequest): boolean => {
	const [, wantedMethod, wantedPath] = methodAndPath.exec(pattern) ?? [];
	return wantedMethod === undefined || wantedPath === undefined
		? pattern === operation
		: isSameWord(wantedMethod, method) && isSamePath(wantedPath, path);
};

/** A path of the route table as a request could have it for this pattern: each of its `:words` is what the pattern wants there. */
const pathLike = (routePath: string, wantedPath: string): string => {
	const wantedWords = wantedPath.split('/');
	const words = routePath.split('/');
	const length = words.at(-1) === '*' ? Math.max(words.length - 1, wantedWords.length) : words.length;
	return Array.from({length}, (_, index) => words[index] ?? '*')
		.map((word, index) => (word === '*' || word.startsWith(':') ? wantedWords[index] || word : word))
		.join('/');
};

/** Whether a text stands for any of the routes: as its operation, or as a method and a path that it answers. */
export const isRoutePattern = (pattern: string, routes: readonly NamedRoute[]): boolean => {
	const [, , wantedPath = ''] = methodAndPath.exec(pattern) ?? [];
	return routes.some(({operation, method, path}) => matchesRoute(pattern, {operation, method, path: pathLike(path, wantedPath)}));
};
