/** `npm run docs` */
import { writeDocuments } from './documents.ts'

writeDocuments()
