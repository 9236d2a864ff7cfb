import { packageTests } from '../../tools/config/jest.js';

export default packageTests();
