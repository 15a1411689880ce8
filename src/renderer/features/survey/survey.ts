/** The two questions of form G-2 and their three answers, worst first (annex 4 of the regulations). */
export const surveyQuestions = ['process', 'information'] as const
export type SurveyQuestion = (typeof surveyQuestions)[number]
export const surveyAnswers = [1, 2, 3] as const
export type SurveyAnswer = (typeof surveyAnswers)[number]

export type Survey = { readonly [Question in SurveyQuestion]?: SurveyAnswer }
export type WholeSurvey = { readonly [Question in SurveyQuestion]: SurveyAnswer }

export const emptySurvey: Survey = {}
export const answered = (survey: Survey, question: SurveyQuestion, answer: SurveyAnswer): Survey => ({ ...survey, [question]: answer })

/** The question that a key answers: the first one without an answer. */
export const nextQuestion = (survey: Survey): SurveyQuestion | undefined =>
  surveyQuestions.find((question) => survey[question] === undefined)
export const isWhole = (survey: Survey): survey is WholeSurvey => nextQuestion(survey) === undefined
