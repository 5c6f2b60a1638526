import {textAt} from '../../../domain/json-reader.ts';
import {answer} from '../../http/answer.ts';
import type {Struct} from '../../http/go-shape.ts';
import type {Route} from '../../http/route.ts';
import type {ResourceWorld} from '../resource-world.ts';
import {execute, variablesIn} from './execute.ts';
import {queryNode} from './graph.ts';

const requestShape: Struct = {struct: 'graphql.Request', fields: {query: 'string', variables: 'any', operationName: 'string'}};

/** The few queries that have no equal in the Machines API, under the path that they have on api.fly.io. */
export const graphqlRoutes = (world: ResourceWorld): readonly Route[] => [
	{
		method: 'POST',
		path: '/graphql',
		operation: 'Graphql',
		limit: 'none',
		async handle(call) {
			const body = await call.body(requestShape);
			const query = textAt(body, 'query');
			if (query === undefined) {
				return answer({errors: [{message: 'No query string was present'}]});
			}

			const request = {query, variables: variablesIn(body.variables), operationName: textAt(body, 'operationName')};
			return answer(execute(request, queryNode(world)));
		},
	},
];
